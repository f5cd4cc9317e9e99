// SPDX-License-Identifier: Apache-2.0
/** The commands that make reference profiles, publish them and look at them. */
package io.tidemark.service.cli.reference;
