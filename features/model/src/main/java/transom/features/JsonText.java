package transom.features;

import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import jakarta.json.JsonWriter;
import jakarta.json.spi.JsonProvider;
import jakarta.json.stream.JsonGenerator;
import java.io.IOException;
import java.io.StringReader;
import java.io.StringWriter;
import java.util.Map;
import org.eclipse.parsson.JsonProviderImpl;

/** JSON by the copy of the library that lies beside these classes, wherever the thread comes from. */
public final class JsonText {

    /** Makes builders. */
    public static final JsonProvider PROVIDER = new JsonProviderImpl();

    private JsonText() {}

    /** Fails with a JsonException that names the place. */
    public static JsonObject parse(String text) {
        try (JsonReader reader = PROVIDER.createReader(new StringReader(text))) {
            return reader.readObject();
        }
    }

    /** With line breaks, for people. */
    public static String pretty(JsonObject object) {
        StringWriter text = new StringWriter();
        try (JsonWriter writer = PROVIDER.createWriterFactory(Map.of(JsonGenerator.PRETTY_PRINTING, true))
                .createWriter(text)) {
            writer.write(object);
        }
        return text.toString().strip() + "\n";
    }

    /** Work of a library that reads JSON. */
    interface Reading<T> {
        T get() throws IOException;
    }

    /** For libraries that look for JSON by the thread's class loader, which in OSGi is anybody's. */
    static <T> T withOwnProvider(Reading<T> work) throws IOException {
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        thread.setContextClassLoader(JsonText.class.getClassLoader());
        try {
            return work.get();
        } finally {
            thread.setContextClassLoader(before);
        }
    }
}
