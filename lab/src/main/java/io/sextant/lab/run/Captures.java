package io.sextant.lab.run;

import io.sextant.lab.report.CaptureFile;
import io.sextant.lab.scenario.capture.CaptureSpec;
import io.sextant.lab.scenario.capture.TapPlace;
import io.sextant.lab.scenario.capture.TapSpec;
import io.sextant.topology.capture.PcapngWriter;
import io.sextant.topology.device.NetworkInterface;
import io.sextant.topology.frame.DropReason;
import io.sextant.topology.link.Channel;
import io.sextant.topology.link.Link;
import io.sextant.topology.tap.CaptureTap;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The run's captures: one pcapng file for each captured place. A packet carries its id, and where a program stood, what it
 * said.
 */
final class Captures {

    private static final long NANOS_PER_SECOND = 1_000_000_000L;

    /** One file and what goes into it. */
    private static final class Book {
        private final String file;
        private final List<String> taps = new ArrayList<>();
        private final PcapngWriter writer;

        Book(String file, PcapngWriter writer) {
            this.file = file;
            this.writer = writer;
        }
    }

    private final Path folder;
    private final long epochNanos;
    private final int snapOctets;
    private final Map<String, Book> books = new LinkedHashMap<>();

    /** Captures into a folder, which is made when the first file is. */
    Captures(Path folder, Instant labStart, CaptureSpec spec) {
        this.folder = folder;
        this.epochNanos = labStart.getEpochSecond() * NANOS_PER_SECOND + labStart.getNano();
        this.snapOctets = spec.snapLengthOctets();
    }

    /** Records a place in a kernel. */
    void record(TapSpec spec, NetworkInterface device) {
        Book book = book(spec);
        int index = book.writer.addInterface(name(spec), spec.toString(), snapOctets);
        book.taps.add(spec.toString());
        device.addTap(CaptureBook.point(spec), new CaptureTap(book.writer, index));
    }

    /** Records a cable, as seen from one of its ends. */
    void record(TapSpec spec, Link cable, boolean nearEnd) {
        Book book = book(spec);
        int index = book.writer.addInterface(name(spec), spec.toString(), snapOctets);
        book.taps.add(spec.toString());
        Channel outgoing = nearEnd ? cable.forth() : cable.back();
        cable.addTap((now, channel, frame, lost) -> book.writer.packet(
                index,
                now,
                frame.octets(),
                frame.start(),
                frame.length(),
                channel == outgoing,
                frame.packetId(),
                lost == null ? null : lostWords(lost)));
    }

    /** Ends all files; they appear under their names now. */
    List<CaptureFile> close() {
        List<CaptureFile> files = new ArrayList<>();
        for (Book book : books.values()) {
            book.writer.close();
            files.add(new CaptureFile(
                    book.file, String.join(", ", book.taps), book.writer.packets(), book.writer.writtenOctets()));
        }
        books.clear();
        return files;
    }

    /** Nothing of this run is kept. */
    void discard() {
        books.values().forEach(book -> book.writer.discard());
        books.clear();
    }

    /** Takes away what an earlier run of the same scenario left, so that old and new captures never stand side by side. */
    static void clear(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            return;
        }
        try (DirectoryStream<Path> old = Files.newDirectoryStream(folder, "*.pcapng")) {
            for (Path file : old) {
                Files.delete(file);
            }
        }
    }

    private Book book(TapSpec spec) {
        // A file of its own for each place: in one file the same packet would look like a retransmission.
        String file = spec.node().replace('/', '.') + "-" + name(spec) + ".pcapng";
        return books.computeIfAbsent(file, name -> {
            try {
                Files.createDirectories(folder);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            return new Book(name, PcapngWriter.toFile(folder.resolve(name), epochNanos));
        });
    }

    private static String name(TapSpec spec) {
        return spec.interfaceName()
                + (spec.place() == TapPlace.INTERFACE ? "" : "@" + spec.place().word());
    }

    private static String lostWords(DropReason reason) {
        return "lost: " + reason.text();
    }
}
