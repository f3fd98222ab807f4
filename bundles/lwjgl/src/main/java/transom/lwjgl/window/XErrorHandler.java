package transom.lwjgl.window;

import static org.lwjgl.system.APIUtil.apiClosureRet;
import static org.lwjgl.system.APIUtil.apiCreateCIF;
import static org.lwjgl.system.MemoryUtil.memGetAddress;
import static org.lwjgl.system.libffi.LibFFI.ffi_type_pointer;
import static org.lwjgl.system.libffi.LibFFI.ffi_type_sint32;

import java.lang.invoke.MethodHandles;
import org.lwjgl.system.Callback;
import org.lwjgl.system.CallbackI;

/**
 * Xlib's {@code int (*)(Display *, void *)}: the type of XErrorHandler, and near enough that of XIOErrorExitHandler,
 * whose result nobody reads.
 */
@FunctionalInterface
interface XErrorHandler extends CallbackI {

    Callback.Descriptor DESCRIPTOR = new Callback.Descriptor(
            XErrorHandler.class,
            MethodHandles.lookup(),
            apiCreateCIF(ffi_type_sint32, ffi_type_pointer, ffi_type_pointer));

    @Override
    default Callback.Descriptor getDescriptor() {
        return DESCRIPTOR;
    }

    @Override
    default void callback(long ret, long args) {
        int result = invoke(memGetAddress(memGetAddress(args)), memGetAddress(memGetAddress(args + POINTER_SIZE)));
        apiClosureRet(ret, result);
    }

    int invoke(long display, long argument);
}
