/** Looks at the records that could not be used, and sends them once more. */
package io.tidemark.service.cli.deadletters;
