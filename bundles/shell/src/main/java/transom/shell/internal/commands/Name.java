package transom.shell.internal.commands;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** What help calls an argument, and what it can be completed with. */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.PARAMETER)
public @interface Name {

    /** The word, in capitals. */
    String value();

    /** Where completions come from. */
    Kind completes() default Kind.NOTHING;

    /** What an argument names. */
    enum Kind {
        NOTHING,
        DEVICE,
        STORE_PATH,
        ALLOCATOR,
        COMMAND,
        LOG_LEVEL,
        PART
    }
}
