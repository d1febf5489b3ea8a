package io.ordo.scheduler.http.value;

import java.math.BigDecimal;

/** Bounds of numbers, both inclusive. */
public final class Numbers {
    private Numbers() {}

    public static boolean isWithin(BigDecimal number, double least, double most) {
        return Storable.isStorable(number)
                && number.compareTo(BigDecimal.valueOf(least)) >= 0
                && number.compareTo(BigDecimal.valueOf(most)) <= 0;
    }

    /** What a number out of range must be. */
    public static String range(double least, double most) {
        return "Must be " + plain(least) + " to " + plain(most) + ".";
    }

    private static String plain(double number) {
        return BigDecimal.valueOf(number).stripTrailingZeros().toPlainString();
    }
}
