// SPDX-License-Identifier: Apache-2.0
/** References from the baselines of SageMaker Model Monitor, as far as these hold distributions. */
package io.tidemark.service.cli.reference.sagemaker;
