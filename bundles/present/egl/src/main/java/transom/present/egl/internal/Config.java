package transom.present.egl.internal;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;
import org.osgi.service.metatype.annotations.Option;

/** What people may set, PID {@code transom.present.egl}. */
@ObjectClassDefinition(name = "Transom windows", description = "How guests' windows look and behave")
@interface Config {

    String PID = "transom.present.egl";

    @AttributeDefinition(
            name = "Filter",
            description = "How a picture is scaled to a window of another size; at its own size it is exact always",
            options = {@Option(label = "smooth", value = "linear"), @Option(label = "blocks", value = "nearest")})
    String filter() default "linear";

    @AttributeDefinition(name = "Full-screen", description = "Whether new windows begin full-screen")
    boolean fullscreen() default false;

    @AttributeDefinition(
            name = "Full-screen key",
            description = "Toggles full-screen and is kept from the guest: F1 to F12, a key's Linux code, or none")
    String fullscreenKey() default "F11";

    @AttributeDefinition(
            name = "Placement",
            description = "Who places windows: auto is tile where there is no window manager",
            options = {
                @Option(label = "auto", value = "auto"),
                @Option(label = "side by side", value = "tile"),
                @Option(label = "window manager", value = "window-manager")
            })
    String placement() default "auto";

    @AttributeDefinition(
            name = "Grace in milliseconds",
            description =
                    "For how long a window stays as it is that no presenter fills, because one is restarted, or its"
                            + " guest's backend is",
            min = "0",
            max = "60000")
    int graceMillis() default 2000;
}
