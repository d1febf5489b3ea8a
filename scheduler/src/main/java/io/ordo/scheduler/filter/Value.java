package io.ordo.scheduler.filter;

import java.math.BigDecimal;
import java.util.List;

/** What a {@link Filter.Condition} compares with. Its type says how a JSON value is read before it is compared. */
public sealed interface Value {
    /** A text; for the operators on JSON documents, a document. */
    record Text(String text) implements Value {}

    /** A number. */
    record Quantity(BigDecimal number) implements Value {}

    /** True or false. */
    record Truth(boolean truth) implements Value {}

    /** A list of texts, never empty. */
    record Texts(List<String> texts) implements Value {
        public Texts {
            texts = List.copyOf(texts);
        }
    }

    /** A list of numbers, never empty. */
    record Quantities(List<BigDecimal> numbers) implements Value {
        public Quantities {
            numbers = List.copyOf(numbers);
        }
    }

    /** A list of truths, never empty. */
    record Truths(List<Boolean> truths) implements Value {
        public Truths {
            truths = List.copyOf(truths);
        }
    }
}
