package transom.shell.internal.config;

import java.util.Arrays;
import org.osgi.service.metatype.AttributeDefinition;

/** One value that a person may set, as its bundle describes it. */
public record Attribute(AttributeDefinition definition) {

    public String name() {
        return definition.getID();
    }

    public String description() {
        return definition.getDescription();
    }

    /** What it is when nobody set it; null if that is nothing. */
    public String defaultText() {
        String[] values = definition.getDefaultValue();
        return values == null ? null : String.join(",", values);
    }

    private boolean isList() {
        return definition.getCardinality() != 0;
    }

    /**
     * What a person wrote, as the component wants it; lists are written with commas.
     *
     * @throws IllegalArgumentException naming field, value and what would be right
     */
    public Object parse(String text) {
        String reason = definition.validate(text);
        if (reason != null && !reason.isEmpty()) {
            throw wrong(text, reason);
        }
        if (isList() && definition.getType() == AttributeDefinition.STRING) {
            return Arrays.stream(text.split(",")).map(String::strip).toArray(String[]::new);
        } else if (isList()) {
            throw wrong(text, "lists of numbers cannot be set here");
        }
        try {
            return switch (definition.getType()) {
                case AttributeDefinition.STRING -> text;
                case AttributeDefinition.INTEGER -> Integer.valueOf(text);
                case AttributeDefinition.LONG -> Long.valueOf(text);
                case AttributeDefinition.BOOLEAN -> truth(text);
                default -> throw wrong(text, "values of this type cannot be set here");
            };
        } catch (NumberFormatException e) {
            throw wrong(text, "must be a whole number");
        }
    }

    private Boolean truth(String text) {
        if (!text.equals("true") && !text.equals("false")) {
            throw wrong(text, "must be true or false");
        }
        return Boolean.valueOf(text);
    }

    private IllegalArgumentException wrong(String text, String rule) {
        return new IllegalArgumentException(name() + " '" + text + "': " + rule + " (" + description() + ")");
    }
}
