// SPDX-License-Identifier: Apache-2.0
/** What every command shares: how it fails, how much it logs, where the cluster is, tables. */
package io.tidemark.service.cli.shell;
