// SPDX-License-Identifier: Apache-2.0
/** Stage 1: bytes from the input topics become domain records, or dead letters with a reason. */
package io.tidemark.service.topology.ingest;
