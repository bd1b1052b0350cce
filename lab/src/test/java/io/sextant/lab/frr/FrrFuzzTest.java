package io.sextant.lab.frr;

import static org.assertj.core.api.Assertions.assertThat;

import io.sextant.engine.random.RandomStreams;
import io.sextant.lab.frr.mapping.BgpMapping;
import io.sextant.lab.frr.mapping.BookPolicies;
import io.sextant.lab.frr.mapping.PolicyMapping;
import io.sextant.protocol.address.Ipv4Address;
import io.sextant.protocol.bgp.policy.map.PolicyBook;
import io.sextant.protocol.bgp.profile.SpeakerProfile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Configurations that were damaged: every one ends in a configuration and problems, and the configuration can be used. */
final class FrrFuzzTest {

    private static final Path FOLDER = Path.of("src/test/resources/frr-running");
    private static final String OCTETS = " \t:./-{}()[]<>|\"'0123456789abcxyz!#\u00e9";

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void damaged_configurations_never_throw(long seed) throws IOException {
        RandomGenerator random = new RandomStreams(seed).stream("frr.fuzz");
        List<String> lines = new ArrayList<>();
        try (Stream<Path> files = Files.list(FOLDER)) {
            for (Path file : files.filter(path -> path.toString().endsWith(".conf"))
                    .sorted()
                    .toList()) {
                lines.addAll(Files.readAllLines(file));
            }
        }
        for (int round = 0; round < 25; round++) {
            String text = damaged(lines, random);
            FrrConfigLoader.Result result = FrrConfigLoader.parse(Path.of("fuzz.conf"), text);
            use(result.config());
            assertThat(result.config().runningConfig("r"))
                    .startsWith("Building configuration...")
                    .endsWith("end\n");
        }
    }

    private static void use(FrrConfig config) {
        PolicyBook book = new PolicyBook(new RandomStreams(1).stream("frr.policy"));
        PolicyMapping.define(config, book);
        BgpMapping.of(config, new Ipv4Address(1), "r", SpeakerProfile.FRR_8_4, new BookPolicies(book));
    }

    private static String damaged(List<String> lines, RandomGenerator random) {
        StringBuilder text = new StringBuilder();
        int count = 20 + random.nextInt(150);
        int start = random.nextInt(lines.size());
        for (int i = 0; i < count; i++) {
            boolean jump = random.nextInt(10) == 0;
            String line = lines.get(jump ? random.nextInt(lines.size()) : (start + i) % lines.size());
            text.append(random.nextInt(4) == 0 ? damaged(line, lines, random) : line)
                    .append('\n');
        }
        return text.toString();
    }

    private static String damaged(String line, List<String> lines, RandomGenerator random) {
        int at = random.nextInt(line.length() + 1);
        return switch (random.nextInt(7)) {
            case 0 -> line.substring(0, at);
            case 1 -> line.substring(0, at) + OCTETS.charAt(random.nextInt(OCTETS.length())) + line.substring(at);
            case 2 -> "no " + line.strip();
            case 3 -> line + " " + lines.get(random.nextInt(lines.size())).strip();
            case 4 -> line.replaceAll("[0-9]+", Long.toString(random.nextLong() >>> random.nextInt(64)));
            case 5 -> line.replaceFirst("[a-z]{4,}", "x");
            default -> line.replaceAll("([a-z]{3})[a-z-]+", "$1");
        };
    }
}
