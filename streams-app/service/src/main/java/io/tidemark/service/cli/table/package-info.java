// SPDX-License-Identifier: Apache-2.0
/** Tables in files: CSV, read as a stream, and what kinds of values its columns hold. */
package io.tidemark.service.cli.table;
