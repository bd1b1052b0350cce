package io.sextant.topology.capture;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.WritableByteChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;

/**
 * A file that appears whole or not at all: written under a temporary name beside its place, {@code .<name>.part}, moved
 * there by {@link #close}, and deleted by {@link #discard}. What stood there before stays until the move.
 */
public final class OutputFile implements WritableByteChannel {
    private final Path target;
    private final Path part;
    private final FileChannel channel;
    private boolean discarded;

    /**
     * Opens a file, and makes its folder if need be.
     *
     * @throws IOException if that cannot be done
     */
    public OutputFile(Path target) throws IOException {
        this.target = target.toAbsolutePath();
        Path folder = this.target.getParent();
        Path name = this.target.getFileName();
        if (folder == null || name == null) {
            throw new IOException(target + " is no file's name");
        }
        Files.createDirectories(folder);
        this.part = folder.resolve("." + name + ".part");
        this.channel = FileChannel.open(
                part, StandardOpenOption.CREATE, StandardOpenOption.TRUNCATE_EXISTING, StandardOpenOption.WRITE);
    }

    /** Where the file will be. */
    public Path target() {
        return target;
    }

    @Override
    public int write(ByteBuffer octets) throws IOException {
        return channel.write(octets);
    }

    @Override
    public boolean isOpen() {
        return channel.isOpen();
    }

    /** Gives the file up: nothing of it stays. Harmless after {@link #close}. */
    public void discard() throws IOException {
        if (channel.isOpen()) {
            discarded = true;
            channel.close();
            Files.deleteIfExists(part);
        }
    }

    /** Puts the file in its place. Harmless after {@link #discard}; a second call does nothing. */
    @Override
    public void close() throws IOException {
        if (discarded || !channel.isOpen()) {
            return;
        }
        try {
            channel.close();
            Files.move(part, target, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
        } finally {
            Files.deleteIfExists(part);
        }
    }
}
