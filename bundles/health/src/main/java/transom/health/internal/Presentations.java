package transom.health.internal;

import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import transom.present.Presentation;
import transom.present.Presenter;

/**
 * A row for each scanout that a presenter shows: {@code bundle} (Long, the presenter's), {@code presenter} (its name),
 * {@code label}, {@code frames} (Long, presented), {@code nanos} (List of Long, when the last ones were, by
 * {@link System#nanoTime}, the oldest first).
 */
@Component(property = "transom.health=presentations")
public final class Presentations implements Supplier<List<Map<String, Object>>> {

    private final Counted<Presenter> presenters = new Counted<>();

    @Reference(cardinality = ReferenceCardinality.MULTIPLE, policy = ReferencePolicy.DYNAMIC)
    void addPresenter(Presenter presenter, Map<String, Object> properties) {
        presenters.add(presenter, properties);
    }

    void removePresenter(Presenter presenter, Map<String, Object> properties) {
        presenters.remove(presenter, properties);
    }

    @Override
    public List<Map<String, Object>> get() {
        return presenters.rows(
                (bundle, presenter) -> presenter.presentations().stream().map(shown -> row(bundle, presenter, shown)));
    }

    private static Map<String, Object> row(Long bundle, Presenter presenter, Presentation shown) {
        return Map.of(
                "bundle",
                bundle,
                "presenter",
                presenter.name(),
                "label",
                shown.label(),
                "frames",
                shown.framesPresented(),
                "nanos",
                shown.recentNanos());
    }
}
