// SPDX-License-Identifier: Apache-2.0
/** The command that runs events of a file through a broker and the service. */
package io.tidemark.service.cli.replay;
