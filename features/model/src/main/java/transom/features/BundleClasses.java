package transom.features;

import java.net.URL;
import java.util.Collections;
import java.util.Enumeration;
import org.osgi.framework.Bundle;

/** Loads a bundle's classes before it is started. */
public final class BundleClasses {

    private static final String SUFFIX = ".class";

    private BundleClasses() {}

    /** Loads, verifies and links them; initializes none. What cannot be linked is left to whoever needs it. */
    public static void link(Bundle bundle) {
        Enumeration<URL> classes = bundle.findEntries("/", "*" + SUFFIX, true);
        for (URL url : classes == null ? Collections.<URL>emptyList() : Collections.list(classes)) {
            String path = url.getPath().substring(1);
            if (!path.startsWith("META-INF/")) {
                link(bundle, path.substring(0, path.length() - SUFFIX.length()).replace('/', '.'));
            }
        }
    }

    private static void link(Bundle bundle, String name) {
        try {
            // HotSpot links a class before it lists its methods (jvm.cpp, get_class_declared_methods_helper).
            bundle.loadClass(name).getDeclaredMethods();
        } catch (ClassNotFoundException | LinkageError e) {
            // An import that is optional, and not there.
        }
    }
}
