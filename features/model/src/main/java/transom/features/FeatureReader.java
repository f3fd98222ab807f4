package transom.features;

import jakarta.json.JsonArray;
import jakarta.json.JsonException;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.apache.felix.feature.impl.FeatureServiceImpl;
import org.osgi.service.feature.Feature;
import org.osgi.service.feature.FeatureService;

/** Reads one Feature (OSGi Compendium, Feature Service) and says what is wrong with it in the words of the file. */
final class FeatureReader {

    private static final Pattern ID = Pattern.compile("[^:\\s]+:[^:\\s]+(:[^:\\s]+){1,3}");
    private static final Set<String> KEYS = new TreeSet<>(Set.of(
            "feature-resource-version",
            "id",
            "name",
            "description",
            "categories",
            "complete",
            "docURL",
            "license",
            "SCM",
            "vendor",
            "bundles",
            "configurations",
            "variables",
            "extensions"));

    private static final Pattern DIGEST = Pattern.compile("[0-9a-f]{64}");

    private final FeatureService service = new FeatureServiceImpl();

    Feature read(Path file) {
        try {
            String text = Files.readString(file);
            check(file, text);
            return JsonText.withOwnProvider(() -> service.readFeature(new StringReader(text)));
        } catch (JsonException e) {
            throw new UserError(file + " is no JSON: " + e.getMessage() + "; put that place right");
        } catch (IllegalArgumentException | IOException e) {
            throw new UserError(file + " cannot be read: " + e.getMessage());
        }
    }

    private static void check(Path file, String text) {
        JsonObject feature = JsonText.parse(text);
        for (String key : feature.keySet()) {
            if (!KEYS.contains(key)) {
                throw wrong(
                        file, key, feature.get(key), "is no field of a feature; there are " + String.join(", ", KEYS));
            }
        }
        checkId(file, "id", feature.get("id"));
        JsonValue bundles = feature.getOrDefault("bundles", JsonValue.EMPTY_JSON_ARRAY);
        if (!(bundles instanceof JsonArray list)) {
            throw wrong(file, "bundles", bundles, "must be a list");
        }
        for (int i = 0; i < list.size(); i++) {
            JsonValue bundle = list.get(i);
            checkId(file, "bundles[" + i + "].id", bundle instanceof JsonObject o ? o.get("id") : bundle);
            if (bundle instanceof JsonObject o && o.containsKey(FeatureSet.SHA256)) {
                checkDigest(file, "bundles[" + i + "]." + FeatureSet.SHA256, o.get(FeatureSet.SHA256));
            }
        }
        JsonValue configurations = feature.getOrDefault("configurations", JsonValue.EMPTY_JSON_OBJECT);
        if (!(configurations instanceof JsonObject pids)) {
            throw wrong(file, "configurations", configurations, "must be an object: PID to values");
        }
        pids.forEach((pid, values) -> {
            if (!(values instanceof JsonObject)) {
                throw wrong(file, "configurations." + pid, values, "must be an object: name to value");
            }
        });
    }

    private static void checkId(Path file, String field, JsonValue value) {
        if (!(value instanceof JsonString text) || !ID.matcher(text.getString()).matches()) {
            throw wrong(file, field, value, "must be \"group:artifact:version\"");
        }
    }

    private static void checkDigest(Path file, String field, JsonValue value) {
        if (!(value instanceof JsonString text)
                || !DIGEST.matcher(text.getString()).matches()) {
            throw wrong(file, field, value, "must be the 64 hexadecimal digits that sha256sum prints");
        }
    }

    private static UserError wrong(Path file, String field, JsonValue value, String rule) {
        return new UserError(
                file + ": " + field + " " + rule + (value == null ? ", but it is missing" : ", not " + value));
    }
}
