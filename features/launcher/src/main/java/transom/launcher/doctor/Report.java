package transom.launcher.doctor;

import jakarta.json.Json;
import jakarta.json.JsonArrayBuilder;
import java.util.List;

/** What the doctor found, as text or JSON. */
final class Report {

    private Report() {}

    static String text(List<Finding> findings, List<Verdict> verdicts) {
        StringBuilder text = new StringBuilder();
        String area = "";
        for (Finding finding : findings) {
            if (!finding.area().equals(area)) {
                area = finding.area();
                text.append(area).append('\n');
            }
            text.append(String.format(
                    "  %-4s %-22s %s%n", finding.found() ? "yes" : "no", finding.name(), finding.detail()));
            if (!finding.remedy().isEmpty()) {
                text.append(String.format("  %-27s -> %s%n", "", finding.remedy()));
            }
        }
        for (String kind : List.of("route", "path")) {
            text.append(
                    kind.equals("route")
                            ? "Routes from a guest's pages to Transom\n"
                            : "Paths from Transom to the eye\n");
            verdicts.stream().filter(v -> v.kind().equals(kind)).forEach(verdict -> {
                text.append(String.format("  %-4s %s%n", verdict.possible() ? "yes" : "no", verdict.name()));
                verdict.obstacles().forEach(why -> text.append(String.format("       -> %s%n", why)));
            });
        }
        return text.toString();
    }

    static String json(List<Finding> findings, List<Verdict> verdicts) {
        JsonArrayBuilder found = Json.createArrayBuilder();
        findings.forEach(f -> found.add(Json.createObjectBuilder()
                .add("area", f.area())
                .add("name", f.name())
                .add("found", f.found())
                .add("detail", f.detail())
                .add("remedy", f.remedy())));
        JsonArrayBuilder ways = Json.createArrayBuilder();
        verdicts.forEach(v -> ways.add(Json.createObjectBuilder()
                .add("kind", v.kind())
                .add("name", v.name())
                .add("possible", v.possible())
                .add("obstacles", Json.createArrayBuilder(v.obstacles()))));
        return Json.createObjectBuilder()
                        .add("machine", found)
                        .add("ways", ways)
                        .build() + "\n";
    }
}
