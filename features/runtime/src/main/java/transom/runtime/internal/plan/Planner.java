package transom.runtime.internal.plan;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.Constants;
import org.osgi.framework.ServiceReference;
import org.osgi.framework.wiring.BundleRevision;
import org.osgi.framework.wiring.FrameworkWiring;
import transom.features.UserError;
import transom.runtime.internal.host.FrameworkHost;
import transom.runtime.internal.host.Jars;
import transom.runtime.internal.step.Artifact;
import transom.runtime.internal.step.Change;
import transom.runtime.internal.step.Step;
import transom.runtime.internal.step.Step.Way;

/** Makes the steps of an update, or says why there can be none. Nothing is touched meanwhile. <b>Thread:</b> one. */
public final class Planner {

    /** Property of a service whose bundle's next version may start while this one runs (docs/updates.md). */
    private static final String STANDBY = "transom.standby";

    private static final String PRESENTER = "transom.present.Presenter";

    /** Its natives are loaded once in a process, and its windows are what a new presenter takes over. */
    private static final String LWJGL = "transom.lwjgl";

    private final BundleContext context;
    private final FrameworkHost host;
    private final Jars jars;
    private final FrameworkWiring wiring;

    public Planner(BundleContext context, FrameworkHost host, Jars jars) {
        this.context = context;
        this.host = host;
        this.jars = jars;
        this.wiring = context.getBundle(0).adapt(FrameworkWiring.class);
    }

    /**
     * Steps for what is wanted; empty if all of it runs already.
     *
     * @throws UserError with every reason against it
     */
    public List<Step> update(List<Wanted> wanted) {
        List<Change> changes = wanted.stream()
                .map(this::change)
                .filter(change -> change.previous() == null
                        || !change.previous().sha256().equals(change.next().sha256()))
                .toList();
        return steps(changes, false);
    }

    /** Steps to what ran before; a change without a next jar goes. */
    public List<Step> back(List<Change> changes) {
        return steps(changes, true);
    }

    /** Steps that put the same jars in again. */
    public List<Step> swap(String name) {
        List<Change> changes = Names.resolve(name, context).stream()
                .map(bundle -> jars.of(host.find(bundle).orElseThrow()))
                .map(jar -> new Change(jar, jar))
                .toList();
        return steps(changes, true);
    }

    private Change change(Wanted wanted) {
        Optional<Bundle> now = host.find(wanted.jar().name());
        if (now.isPresent() && now.get().getBundleId() == 0) {
            throw new UserError(wanted.place() + " is the framework itself; put it into the product and start that:"
                    + " ./transom restart");
        }
        return new Change(now.map(jars::of).orElse(null), wanted.jar());
    }

    private List<Step> steps(List<Change> changes, boolean lenient) {
        List<String> reasons = new ArrayList<>();
        try (Trial trial = new Trial(context)) {
            changes.stream().filter(change -> change.next() != null).forEach(change -> trial.install(change.next()));
            reasons.addAll(trial.resolve());
            for (Change change : changes) {
                bundle(change).ifPresent(bundle -> reasons.addAll(against(bundle, change, trial, lenient)));
            }
        }
        if (!reasons.isEmpty()) {
            throw new UserError(String.join("\n", reasons));
        }
        return arrange(changes);
    }

    /** The one that the change replaces. */
    private Optional<Bundle> bundle(Change change) {
        return change.previous() == null ? Optional.empty() : host.find(change.name());
    }

    private List<String> against(Bundle bundle, Change change, Trial trial, boolean lenient) {
        Set<Bundle> closure = closure(bundle);
        String name = bundle.getSymbolicName();
        if (name.equals(LWJGL)) {
            return List.of(name + " holds the windows, and its natives can be loaded once only; put it into the product"
                    + " and start that: ./transom restart (guests draw on meanwhile)");
        }
        if (closure.contains(context.getBundle()) || closure.contains(context.getBundle(0))) {
            return List.of(
                    "an update of " + name + " restarts " + context.getBundle().getSymbolicName()
                            + ", which does updates; put it into the product and start that: ./transom restart (guests draw on"
                            + " meanwhile)");
        }
        if (closure.stream().anyMatch(other -> other.getSymbolicName().equals(LWJGL))) {
            return List.of("an update of " + name + " restarts " + LWJGL + ", which holds the windows; put it into the"
                    + " product and start that: ./transom restart (guests draw on meanwhile)");
        }
        if (bundle.getHeaders().get(Constants.EXPORT_PACKAGE) == null && closure.size() > 1) {
            return List.of("an update of " + name + ", which exports nothing, would restart "
                    + String.join(", ", names(closure)) + " as well; what is bound to it so closely?");
        }
        BundleRevision next = change.next() == null ? null : trial.revision(name);
        return next == null ? List.of() : ApiCheck.against(bundle.adapt(BundleRevision.class), next, trial, lenient);
    }

    private Set<Bundle> closure(Bundle bundle) {
        Collection<Bundle> closure = wiring.getDependencyClosure(Set.of(bundle));
        return new LinkedHashSet<>(closure.stream()
                .sorted(Comparator.comparingLong(Bundle::getBundleId))
                .toList());
    }

    private static List<String> names(Collection<Bundle> bundles) {
        return bundles.stream().map(Bundle::getSymbolicName).distinct().toList();
    }

    private List<Step> arrange(List<Change> changes) {
        List<Step> steps = new ArrayList<>();
        changes.stream()
                .filter(change -> change.previous() == null)
                .forEach(c -> steps.add(new Step.Single(Way.PRESENCE, c)));
        Set<String> taken = new LinkedHashSet<>();
        together(changes).ifPresent(step -> {
            steps.add(step);
            taken.addAll(step.closure());
        });
        List<Change> rest = changes.stream()
                .filter(change -> change.previous() != null && change.next() != null)
                .filter(change -> !taken.contains(change.name()))
                .toList();
        Order.providersFirst(rest, this::uses).forEach(change -> steps.add(one(change)));
        changes.stream()
                .filter(change -> change.next() == null)
                .forEach(c -> steps.add(new Step.Single(Way.PRESENCE, c)));
        return steps;
    }

    /** What others are wired to, with all of them, and with what else changes among those. */
    private Optional<Step.InPlace> together(List<Change> changes) {
        Set<Bundle> closure = new LinkedHashSet<>();
        changes.stream()
                .filter(change -> change.next() != null)
                .flatMap(change -> bundle(change).stream())
                .map(this::closure)
                .filter(all -> all.size() > 1)
                .forEach(closure::addAll);
        if (closure.isEmpty()) {
            return Optional.empty();
        }
        List<String> order = names(closure.stream()
                .sorted(Comparator.comparingLong(Bundle::getBundleId))
                .toList());
        return Optional.of(new Step.InPlace(
                changes.stream()
                        .filter(change -> change.previous() != null && change.next() != null)
                        .filter(change -> order.contains(change.name()))
                        .toList(),
                order));
    }

    private Step one(Change change) {
        Bundle bundle = bundle(change).orElseThrow();
        if (services(bundle.getRegisteredServices())
                .anyMatch(reference -> Arrays.asList((String[]) reference.getProperty(Constants.OBJECTCLASS))
                        .contains(PRESENTER))) {
            return new Step.Single(Way.BESIDE, change);
        }
        return services(bundle.getRegisteredServices())
                        .anyMatch(reference -> Boolean.TRUE.equals(reference.getProperty(STANDBY)))
                ? new Step.Single(Way.RELIEF, change)
                : new Step.Single(Way.EXCHANGE, change);
    }

    /** A presenter is the user of everybody, whether it uses something at the moment or not. */
    private boolean uses(Change user, Change provider) {
        if (one(user).is(Way.BESIDE) != one(provider).is(Way.BESIDE)) {
            return one(user).is(Way.BESIDE);
        }
        Bundle using = bundle(user).orElseThrow();
        Bundle providing = bundle(provider).orElseThrow();
        return services(using.getServicesInUse()).anyMatch(reference -> providing.equals(reference.getBundle()));
    }

    private static Stream<ServiceReference<?>> services(ServiceReference<?>[] references) {
        return references == null ? Stream.empty() : Arrays.stream(references);
    }

    /** The jar that runs under a name now. */
    public Optional<Artifact> running(String name) {
        return host.find(name).map(jars::of);
    }
}
