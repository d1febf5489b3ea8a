package io.ordo.standalone;

/** The administrator's key: 16 or more visible ASCII characters, so that it fits in an HTTP header and is no guess. */
record ApiKey(String value) {
    private static final int MIN_LENGTH = 16;

    /** Takes a key that a person chose, or refuses it with a sentence that names {@code source}. */
    static ApiKey chosen(String value, String source) {
        if (value.length() < MIN_LENGTH) {
            throw new StandaloneRefused("The key in %s has %d characters, but %d or more are needed."
                    .formatted(source, value.length(), MIN_LENGTH));
        }
        if (!value.chars().allMatch(character -> character > ' ' && character < 127)) {
            throw new StandaloneRefused(
                    "The key in %s may hold only visible ASCII characters and no spaces.".formatted(source));
        }
        return new ApiKey(value);
    }

    @Override
    public String toString() {
        return "ApiKey[…]";
    }
}
