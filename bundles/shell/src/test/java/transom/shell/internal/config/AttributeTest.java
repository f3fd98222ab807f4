package transom.shell.internal.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.osgi.service.metatype.AttributeDefinition;

class AttributeTest {

    /** What a bundle's description says of one value. */
    private record Definition(int type, int cardinality, String refusal) implements AttributeDefinition {

        @Override
        public String getName() {
            return "Rungs";
        }

        @Override
        public String getID() {
            return "routes";
        }

        @Override
        public String getDescription() {
            return "which may be taken";
        }

        @Override
        public int getCardinality() {
            return cardinality;
        }

        @Override
        public int getType() {
            return type;
        }

        @Override
        public String[] getOptionValues() {
            return null;
        }

        @Override
        public String[] getOptionLabels() {
            return null;
        }

        @Override
        public String validate(String value) {
            return refusal;
        }

        @Override
        public String[] getDefaultValue() {
            return new String[] {"a", "b"};
        }
    }

    private static Attribute of(int type, int cardinality) {
        return new Attribute(new Definition(type, cardinality, null));
    }

    @Test
    void valuesHaveTheTypeThatTheComponentWants() {
        assertThat(of(AttributeDefinition.STRING, 0).parse("upload")).isEqualTo("upload");
        assertThat(of(AttributeDefinition.INTEGER, 0).parse("60")).isEqualTo(60);
        assertThat(of(AttributeDefinition.LONG, 0).parse("60")).isEqualTo(60L);
        assertThat(of(AttributeDefinition.BOOLEAN, 0).parse("true")).isEqualTo(true);
        assertThat(of(AttributeDefinition.STRING, 9).parse("udmabuf, vgem"))
                .isEqualTo(new String[] {"udmabuf", "vgem"});
    }

    @Test
    void aWrongValueIsToldWithItsFieldAndTheRule() {
        assertThatThrownBy(() -> of(AttributeDefinition.INTEGER, 0).parse("many"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("routes 'many': must be a whole number (which may be taken)");
        assertThatThrownBy(() -> of(AttributeDefinition.BOOLEAN, 0).parse("yes"))
                .hasMessageContaining("must be true or false");
        assertThatThrownBy(
                        () -> new Attribute(new Definition(AttributeDefinition.STRING, 0, "no such route")).parse("x"))
                .hasMessageContaining("no such route");
    }

    @Test
    void assignmentsHaveANameAndMaybeAValue() {
        assertThat(Assignment.parse("routes=upload")).isEqualTo(new Assignment("routes", "upload"));
        assertThat(Assignment.parse("routes=")).isEqualTo(new Assignment("routes", null));
        assertThat(Assignment.parse("a=b=c")).isEqualTo(new Assignment("a", "b=c"));
        assertThatThrownBy(() -> Assignment.parse("routes")).hasMessageContaining("write NAME=VALUE");
        assertThatThrownBy(() -> Assignment.parse("=x")).hasMessageContaining("write NAME=VALUE");
    }

    @Test
    void theDefaultIsShownAsItIsWritten() {
        assertThat(of(AttributeDefinition.STRING, 9).defaultText()).isEqualTo("a,b");
    }
}
