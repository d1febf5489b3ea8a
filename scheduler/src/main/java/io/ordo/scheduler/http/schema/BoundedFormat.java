package io.ordo.scheduler.http.schema;

import com.fasterxml.jackson.databind.JsonNode;
import com.networknt.schema.ExecutionContext;
import com.networknt.schema.Format;
import com.networknt.schema.FormatValidator;
import com.networknt.schema.JsonNodePath;
import com.networknt.schema.MessageSourceValidationMessage;
import com.networknt.schema.ValidationContext;
import com.networknt.schema.ValidationMessage;
import java.util.Set;
import java.util.function.Supplier;

/** A format of texts up to a length: a longer one is of no format. */
record BoundedFormat(Format format) implements Format {
    static final int LONGEST = 1_000;

    /** Units; some formats look at a text in ways that grow with the square of its length. */
    private static final long COST_A_CHARACTER = 20;

    @Override
    public String getName() {
        return format.getName();
    }

    @Override
    public String getMessageKey() {
        return format.getMessageKey();
    }

    @Override
    public Set<ValidationMessage> validate(
            ExecutionContext execution,
            ValidationContext context,
            JsonNode node,
            JsonNode root,
            JsonNodePath location,
            boolean asserted,
            Supplier<MessageSourceValidationMessage.Builder> message,
            FormatValidator validator) {
        int length = node.isTextual() ? node.textValue().length() : 0;
        Effort.current().spend(COST_A_CHARACTER * Math.min(length, LONGEST));
        try {
            if (length <= LONGEST) {
                return isPattern()
                        ? patternFaults(node, message)
                        : format.validate(execution, context, node, root, location, asserted, message, validator);
            }
        } catch (IllegalArgumentException | IndexOutOfBoundsException unreadable) {
            // It is a text for which the format's own reader has no answer: then it is of no such format.
        }
        return fault(message);
    }

    private boolean isPattern() {
        return getName().equals("regex");
    }

    private Set<ValidationMessage> patternFaults(
            JsonNode node, Supplier<MessageSourceValidationMessage.Builder> message) {
        return !node.isTextual() || Patterns.fault(node.textValue()).isEmpty() ? Set.of() : fault(message);
    }

    private Set<ValidationMessage> fault(Supplier<MessageSourceValidationMessage.Builder> message) {
        return Set.of(message.get().arguments(getName(), "", "").build());
    }
}
