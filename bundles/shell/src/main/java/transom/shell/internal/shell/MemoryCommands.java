package transom.shell.internal.shell;

import java.util.List;
import org.apache.felix.service.command.Descriptor;
import org.apache.felix.service.command.annotations.GogoCommand;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;
import transom.gem.Allocator;
import transom.gem.DmaBuf;
import transom.shell.internal.commands.Name;
import transom.shell.internal.trial.TrialPattern;

/** Scope gem: an allocator's memory tried out, also across an update of its bundle. */
@Component(service = MemoryCommands.class)
@GogoCommand(
        scope = "gem",
        function = {"make", "take"})
public final class MemoryCommands {

    /** Memory of these commands is kept below this name. */
    private static final String FOLDER = "trial/";

    @Reference(policy = ReferencePolicy.DYNAMIC, policyOption = ReferencePolicyOption.GREEDY)
    private volatile List<Allocator> allocators = List.of();

    @Descriptor("makes memory, fills it with a pattern, and leaves it in the keep; gem:take ends it")
    public String make(
            @Descriptor("who makes it") @Name(value = "ALLOCATOR", completes = Name.Kind.ALLOCATOR) String allocator,
            @Descriptor("what to call it") @Name("NAME") String name,
            @Descriptor("how much, a multiple of 4096") @Name("BYTES") long bytes) {
        DmaBuf memory = pick(allocator).allocate(bytes, FOLDER + name);
        try {
            TrialPattern.fill(memory, name);
        } catch (RuntimeException e) {
            memory.drop();
            throw e;
        }
        return memory.name() + ": " + memory.size() + " bytes from " + allocator;
    }

    @Descriptor("takes such memory from the keep, compares it with the pattern, and ends it")
    public String take(
            @Descriptor("who made it") @Name(value = "ALLOCATOR", completes = Name.Kind.ALLOCATOR) String allocator,
            @Descriptor("what it is called") @Name("NAME") String name) {
        DmaBuf memory = pick(allocator)
                .adopt(FOLDER + name)
                .orElseThrow(() -> new IllegalArgumentException(
                        allocator + " has made no '" + name + "'; see gem:list, keep:list"));
        try {
            int wrong = TrialPattern.wrong(memory, name);
            long words = memory.size() / Integer.BYTES;
            if (wrong != 0) {
                throw new IllegalStateException(wrong + " of " + words + " words are wrong");
            }
            return "all " + words + " words are right";
        } finally {
            memory.drop();
        }
    }

    private Allocator pick(String name) {
        return Words.pick(allocators, Allocator::name, name, "allocator");
    }
}
