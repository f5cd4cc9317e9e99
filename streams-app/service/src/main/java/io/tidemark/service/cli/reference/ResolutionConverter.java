// SPDX-License-Identifier: Apache-2.0
package io.tidemark.service.cli.reference;

import io.tidemark.core.reference.NumericReference;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads a number of points or the word all. */
public final class ResolutionConverter implements ITypeConverter<Integer> {

  @Override
  public Integer convert(String value) {
    if (value.equalsIgnoreCase("all")) {
      return NumericReference.ALL;
    }
    try {
      int points = Integer.parseInt(value);
      if (points < NumericReference.LEAST_POINTS) {
        throw new TypeConversionException(
            "'"
                + value
                + "' is too few points; give "
                + NumericReference.LEAST_POINTS
                + " or more, or 'all'");
      }
      return points;
    } catch (NumberFormatException e) {
      throw new TypeConversionException("'" + value + "' is neither a number of points nor 'all'");
    }
  }
}
