package transom.launcher.demo;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import transom.features.UserError;
import transom.launcher.runtime.RuntimeDir;
import transom.xshot.Xvfb;

/** Everything that runs for the demo: an X server if there is none, Transom, the guests. */
final class Stage implements AutoCloseable {

    private final Path folder;
    private final Xvfb xvfb;
    private final String display;
    private final Product product;
    private final List<GuestProcess> guests;

    private Stage(Path folder, Xvfb xvfb, String display, Product product, List<GuestProcess> guests) {
        this.folder = folder;
        this.xvfb = xvfb;
        this.display = display;
        this.product = product;
        this.guests = guests;
    }

    /** Starts it all; guests are not ready yet. */
    static Stage set(Plan plan, Children children) throws Exception {
        Path folder = children.folder();
        Xvfb xvfb = startScreen(plan);
        String display = plan.headless() ? "" : xvfb == null ? plan.display() : xvfb.display();
        RuntimeDir dir = runtimeDir(folder);
        dir.create();
        SimulatorProcess.start(plan.home(), Product.simulator(dir), children);
        Product product = Product.start(plan.home(), dir, display, children);
        Stage stage = new Stage(folder, xvfb, display, product, new ArrayList<>());
        try {
            product.awaitShell();
            stage.startGuests(plan, children);
            return stage;
        } catch (Exception e) {
            stage.close();
            throw e;
        }
    }

    /** Where {@code ./transom shell} looks for it, unless another Transom runs there. */
    private static RuntimeDir runtimeDir(Path own) {
        try {
            RuntimeDir usual = RuntimeDir.find(null);
            if (!usual.isInUse()) {
                System.out.println("transom: while it runs, talk to it: ./transom shell fb:list");
                return usual;
            }
        } catch (UserError e) {
            // There is no usual one: an own one serves as well.
        }
        System.out.println("transom: while it runs, talk to it: ./transom shell --runtime-dir " + own + " fb:list");
        return new RuntimeDir(own);
    }

    private static Xvfb startScreen(Plan plan) throws IOException {
        if (plan.headless() || !plan.display().isEmpty()) {
            return null;
        }
        String missing = Xvfb.missing();
        if (!missing.isEmpty()) {
            throw new UserError("there is no display, and " + missing + "; or take --headless");
        }
        int columns = (int) Math.ceil(Math.sqrt(plan.guests()));
        int rows = (plan.guests() + columns - 1) / columns;
        Xvfb xvfb = Xvfb.start(columns * plan.width(), rows * plan.height());
        Runtime.getRuntime().addShutdownHook(new Thread(xvfb::close, "demo-screen-stop"));
        System.out.println("transom: no $DISPLAY, so an X server of the demo's own: Xvfb " + xvfb.display());
        return xvfb;
    }

    private void startGuests(Plan plan, Children children) throws Exception {
        for (int i = 0; i < plan.guests(); i++) {
            guests.add(GuestProcess.start(plan, product.simulator(), i, children));
        }
        for (GuestProcess guest : guests) {
            guest.awaitReady();
        }
    }

    /** Empty if there are no windows. */
    String display() {
        return display;
    }

    Path folder() {
        return folder;
    }

    Product product() {
        return product;
    }

    List<GuestProcess> guests() {
        return guests;
    }

    @Override
    public void close() throws IOException {
        for (GuestProcess guest : guests) {
            if (guest.isAlive()) {
                guest.tell("quit");
            }
        }
        product.stop();
        if (xvfb != null) {
            xvfb.close();
        }
    }
}
