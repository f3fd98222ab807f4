package transom.runtime.internal.host;

import java.io.ByteArrayInputStream;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleException;
import org.osgi.framework.FrameworkEvent;
import org.osgi.framework.FrameworkListener;
import org.osgi.framework.wiring.FrameworkWiring;
import transom.features.BundleClasses;
import transom.runtime.internal.step.Artifact;
import transom.runtime.internal.step.Deadline;
import transom.runtime.internal.step.Host;
import transom.runtime.internal.step.StepException;

/** The framework that this bundle runs in. <b>Thread:</b> any. */
public final class FrameworkHost implements Host {

    /** How the locations of bundles begin that are installed to see whether they resolve. */
    public static final String TRIAL = "transom-trial:";

    private final BundleContext context;
    private final FrameworkWiring wiring;
    private final Components components;
    private final Jars jars;
    private final Map<String, Long> adopted = new ConcurrentHashMap<>();
    private final AtomicLong installed = new AtomicLong();

    public FrameworkHost(BundleContext context, Components components, Jars jars) {
        this.context = context;
        this.wiring = context.getBundle(0).adapt(FrameworkWiring.class);
        this.components = components;
        this.jars = jars;
    }

    /** The bundle of this name: the one that an update has left, else the newest. */
    public Optional<Bundle> find(String name) {
        Long known = adopted.get(name);
        Bundle found = known == null ? null : context.getBundle(known);
        for (Bundle bundle : context.getBundles()) {
            if (known == null
                    && name.equals(bundle.getSymbolicName())
                    && !bundle.getLocation().startsWith(TRIAL)
                    && (found == null || bundle.getBundleId() > found.getBundleId())) {
                found = bundle;
            }
        }
        return Optional.ofNullable(found);
    }

    @Override
    public long current(String name) {
        return find(name)
                .map(Bundle::getBundleId)
                .orElseThrow(() -> new IllegalStateException("bundle " + name + " is not there any more"));
    }

    @Override
    public void adopt(long bundle) {
        adopted.put(bundle(bundle).getSymbolicName(), bundle);
    }

    private Bundle bundle(long id) {
        Bundle bundle = context.getBundle(id);
        if (bundle == null) {
            throw new IllegalStateException("bundle " + id + " is not there any more");
        }
        return bundle;
    }

    @Override
    public long install(Artifact jar) throws StepException {
        try {
            String location = "transom:" + jar.name() + "/" + jar.sha256() + "/" + installed.incrementAndGet();
            Bundle bundle = context.installBundle(location, new ByteArrayInputStream(jar.bytes()));
            jars.note(bundle.getBundleId(), jar);
            return bundle.getBundleId();
        } catch (BundleException e) {
            throw new StepException("install " + jar.label() + ": " + Limited.reason(e));
        }
    }

    @Override
    public void warm(long id) {
        BundleClasses.link(bundle(id));
    }

    @Override
    public void start(long id, Deadline deadline) throws StepException {
        Bundle bundle = bundle(id);
        String what = "start " + label(bundle);
        Limited.call(what, deadline, () -> {
            bundle.start(Bundle.START_ACTIVATION_POLICY);
            return null;
        });
        Optional<String> failure = components.failure(bundle);
        if (failure.isPresent()) {
            throw new StepException(what + ": " + failure.get());
        }
    }

    @Override
    public void stop(long id, Deadline deadline) throws StepException {
        Bundle bundle = bundle(id);
        Limited.call("stop " + label(bundle), deadline, () -> {
            bundle.stop(Bundle.STOP_TRANSIENT);
            return null;
        });
    }

    @Override
    public void replace(long id, Artifact jar, Deadline deadline) throws StepException {
        Bundle bundle = bundle(id);
        Limited.call("replace " + label(bundle) + " by " + jar.label(), deadline, () -> {
            bundle.update(new ByteArrayInputStream(jar.bytes()));
            return null;
        });
        jars.note(id, jar);
    }

    /** Only if somebody is still wired to what was replaced: an implementer's former content is gone by itself. */
    @Override
    public void refresh(List<Long> ids, Deadline deadline) throws StepException {
        List<Bundle> bundles = ids.stream().map(this::bundle).toList();
        Collection<Bundle> pending = wiring.getRemovalPendingBundles();
        if (bundles.stream().noneMatch(pending::contains)) {
            return;
        }
        CountDownLatch refreshed = new CountDownLatch(1);
        FrameworkListener listener = event -> {
            if (event.getType() == FrameworkEvent.PACKAGES_REFRESHED) {
                refreshed.countDown();
            }
        };
        wiring.refreshBundles(bundles, listener);
        try {
            if (!refreshed.await(deadline.left(), TimeUnit.NANOSECONDS)) {
                throw new StepException("the framework has not wired the bundles anew in time");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StepException("refresh was interrupted");
        }
    }

    @Override
    public void uninstall(long id, Deadline deadline) throws StepException {
        Bundle bundle = bundle(id);
        Limited.call("uninstall " + label(bundle), deadline, () -> {
            bundle.uninstall();
            return null;
        });
        adopted.values().remove(id);
        jars.forget(id);
        Remnants.sweep(context);
    }

    private static String label(Bundle bundle) {
        return bundle.getSymbolicName() + " " + bundle.getVersion();
    }
}
