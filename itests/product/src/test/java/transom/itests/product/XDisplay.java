package transom.itests.product;

import java.io.IOException;
import org.lwjgl.system.APIUtil;
import org.lwjgl.system.JNI;
import org.lwjgl.system.MemoryStack;
import org.lwjgl.system.MemoryUtil;
import org.lwjgl.system.SharedLibrary;
import transom.xshot.Xvfb;

/** An X server of the test's own, made this process's display: Xlib asks the C library's environment, Java's is a copy. */
final class XDisplay {

    private XDisplay() {}

    /** Starts it; it ends with this process. @return as for {@code $DISPLAY} */
    static String start(int width, int height) throws IOException {
        Xvfb server = Xvfb.start(width, height);
        Runtime.getRuntime().addShutdownHook(new Thread(server::close));
        try (SharedLibrary libc = APIUtil.apiCreateLibrary("libc.so.6");
                MemoryStack stack = MemoryStack.stackPush()) {
            long name = MemoryUtil.memAddress(stack.ASCII("DISPLAY"));
            long value = MemoryUtil.memAddress(stack.ASCII(server.display()));
            if (JNI.invokePPI(name, value, 1, libc.getFunctionAddress("setenv")) != 0) {
                throw new IOException("setenv failed");
            }
        }
        return server.display();
    }
}
