// SPDX-License-Identifier: Apache-2.0
/** JMH kernels and end-to-end harnesses. Each class says the command that runs it. */
package io.tidemark.benchmarks;
