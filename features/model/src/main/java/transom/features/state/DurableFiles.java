package transom.features.state;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.function.Consumer;

/**
 * Replaces files so that after a power cut there is the old one or the new one, complete: write another file, fsync it,
 * rename it, fsync the folder (rename(2), fsync(2)).
 */
final class DurableFiles {

    private final Consumer<String> before;

    /** @param before is told each step before it is done */
    DurableFiles(Consumer<String> before) {
        this.before = before;
    }

    void replace(Path file, byte[] bytes) throws IOException {
        Path folder = file.getParent();
        Path other = folder.resolve(file.getFileName() + ".new");
        before.accept("create " + other.getFileName());
        try (FileChannel channel = FileChannel.open(
                other, StandardOpenOption.CREATE, StandardOpenOption.TRUNCATE_EXISTING, StandardOpenOption.WRITE)) {
            ByteBuffer rest = ByteBuffer.wrap(bytes);
            // In two pieces, so that "in the middle of writing" is a step of its own.
            rest.limit(bytes.length / 2);
            writeAll(channel, rest);
            before.accept("write the rest of " + other.getFileName());
            rest.limit(bytes.length);
            writeAll(channel, rest);
            before.accept("fsync " + other.getFileName());
            channel.force(true);
        }
        before.accept("rename to " + file.getFileName());
        Files.move(other, file, StandardCopyOption.ATOMIC_MOVE);
        before.accept("fsync " + folder.getFileName());
        fsync(folder);
        before.accept("go on after " + file.getFileName());
    }

    private static void writeAll(FileChannel channel, ByteBuffer bytes) throws IOException {
        while (bytes.hasRemaining()) {
            channel.write(bytes);
        }
    }

    /** Linux lets a folder be opened for reading, and its fd be given to fsync. */
    static void fsync(Path folder) throws IOException {
        try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
            channel.force(true);
        }
    }
}
