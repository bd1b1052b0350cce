package io.sextant.lab;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The rules of the repository itself, as tests: what lies where, what is listed, what must not be written anywhere. */
final class TidyTest {
    private static final Path ROOT = root();

    /** What people wrote: no build output, no results of runs, nothing that git keeps for itself. Paths from the root. */
    private static final List<Path> FILES = files();

    // ===== what lies where =====

    @Test
    void every_top_level_folder_says_what_it_is() {
        assertThat(topLevelFolders().filter(folder -> !Files.exists(folder.resolve("README.md"))))
                .isEmpty();
    }

    @Test
    void every_package_says_what_it_knows_and_refuses_null() {
        List<Path> packages = FILES.stream()
                .filter(inside("src/main/java").and(named(".*\\.java")))
                .map(Path::getParent)
                .distinct()
                .toList();
        assertThat(packages).isNotEmpty().allSatisfy(folder -> assertThat(text(folder.resolve("package-info.java")))
                .contains("/**")
                .contains("@NullMarked"));
    }

    @Test
    void results_of_runs_are_not_kept() {
        for (String output : List.of("pcap-out", "reports")) {
            assertThat(ROOT.resolve(output).resolve(".gitignore")).content().contains("*\n");
        }
    }

    @Test
    void scripts_can_be_started() {
        assertThat(List.of("sextant", ".ci/run", ".ci/differential"))
                .allSatisfy(script -> assertThat(ROOT.resolve(script)).isExecutable());
    }

    @Test
    void decisions_are_numbered_without_gaps() {
        List<String> numbers = FILES.stream()
                .filter(file -> file.startsWith("docs/decisions")
                        && named("\\d{3}-.*\\.md").test(file))
                .map(file -> file.getFileName().toString().substring(0, 3))
                .sorted()
                .toList();
        assertThat(numbers)
                .isEqualTo(IntStream.rangeClosed(1, numbers.size())
                        .mapToObj("%03d"::formatted)
                        .toList());
    }

    // ===== scenarios =====

    @Test
    void every_scenario_is_listed_and_every_listed_one_exists() {
        List<String> listed = matches("[\\w./-]+\\.yaml", text(Path.of("scenarios/README.md")))
                .map(MatchResult::group)
                .distinct()
                .sorted()
                .toList();
        assertThat(listed)
                .isEqualTo(scenarios()
                        .map(file -> Path.of("scenarios").relativize(file).toString())
                        .sorted()
                        .toList());
    }

    @Test
    void the_first_line_of_a_scenario_names_its_schema() {
        Pattern schemaLine = Pattern.compile("# yaml-language-server: \\$schema=(\\S+)");
        assertThat(scenarios()).allSatisfy(scenario -> {
            String first = text(scenario).lines().findFirst().orElse("");
            assertThat(first).matches(schemaLine);
            String schema = matches(schemaLine.pattern(), first)
                    .findFirst()
                    .orElseThrow()
                    .group(1);
            assertThat(ROOT.resolve(scenario).resolveSibling(schema)).exists();
        });
    }

    @Test
    void the_name_of_a_scenario_is_in_kebab_case() {
        assertThat(scenarios().filter(named("[a-z0-9]+(-[a-z0-9]+)*\\.yaml").negate()))
                .isEmpty();
    }

    // ===== what must not be written anywhere =====

    @Test
    void no_file_names_a_path_of_one_machine() {
        assertThat(lines(prose(), "(?<![\\w./$}*])/(work|root|tmp/wt)(/|\\b)")).isEmpty();
    }

    @Test
    void no_file_names_the_host_of_a_package_registry() {
        String hosts = "repo1?\\.maven\\.|central\\.sonatype|registry\\.npmjs|registry\\.yarnpkg|pypi\\.org"
                + "|(deb|security|snapshot)\\.debian\\.org|proxy\\.golang\\.org|crates\\.io";
        assertThat(lines(prose(), hosts)).isEmpty();
    }

    @Test
    void nothing_is_left_for_later() {
        assertThat(lines(prose().filter(inside("src/test/resources").negate()), "\\b(TODO|FIXME|XXX)\\b"))
                .isEmpty();
    }

    @Test
    void no_test_is_switched_off() {
        assertThat(lines(FILES.stream().filter(named(".*\\.java")), "^\\s*@Disabled\\b"))
                .isEmpty();
    }

    @Test
    void links_between_documents_lead_somewhere() {
        List<String> broken = new ArrayList<>();
        FILES.stream().filter(named(".*\\.md")).forEach(document -> matches("]\\(([^)#\\s]+)[^)]*\\)", text(document))
                .map(link -> link.group(1))
                .filter(target -> !target.contains(":"))
                .filter(target -> !Files.exists(ROOT.resolve(document).resolveSibling(target)))
                .forEach(target -> broken.add(document + ": " + target)));
        assertThat(broken).isEmpty();
    }

    // ===== how to look =====

    private static Stream<Path> scenarios() {
        return FILES.stream()
                .filter(file -> file.startsWith("scenarios") && !file.startsWith("scenarios/manifests"))
                .filter(named(".*\\.yaml"));
    }

    /** Everything but this list of the forbidden words, and but what is not text. */
    private static Stream<Path> prose() {
        return FILES.stream()
                .filter(named("TidyTest\\.java").negate())
                .filter(inside("broken/text").negate())
                .filter(named(".*\\.(java|md|xml|ya?ml|json|html|css|js|sh|txt|config|properties)|sextant|run"));
    }

    private static Predicate<Path> named(String pattern) {
        return file -> file.getFileName().toString().matches(pattern);
    }

    private static Predicate<Path> inside(String folder) {
        return file -> file.toString().contains("/" + folder + "/");
    }

    private static Stream<MatchResult> matches(String pattern, String text) {
        return Pattern.compile(pattern).matcher(text).results();
    }

    /** Where the pattern is found, as {@code file:line: text}. */
    private static List<String> lines(Stream<Path> files, String pattern) {
        Pattern compiled = Pattern.compile(pattern);
        List<String> found = new ArrayList<>();
        files.forEach(file -> {
            List<String> lines = text(file).lines().toList();
            for (int i = 0; i < lines.size(); i++) {
                if (compiled.matcher(lines.get(i)).find()) {
                    found.add(file + ":" + (i + 1) + ": " + lines.get(i).strip());
                }
            }
        });
        return found;
    }

    private static String text(Path file) {
        try {
            return Files.readString(ROOT.resolve(file));
        } catch (IOException e) {
            throw new AssertionError(file + " should be there, and UTF-8", e);
        }
    }

    private static Stream<Path> topLevelFolders() {
        return FILES.stream()
                .filter(file -> file.getNameCount() > 1)
                .map(file -> file.getName(0))
                .distinct()
                .filter(folder -> !folder.toString().startsWith("."))
                .map(ROOT::resolve);
    }

    private static Path root() {
        Path here = Path.of("").toAbsolutePath();
        return Stream.iterate(Optional.of(here), Optional::isPresent, p -> p.map(Path::getParent))
                .flatMap(Optional::stream)
                .filter(folder -> Files.isDirectory(folder.resolve(".mvn")))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no .mvn above " + here));
    }

    private static List<Path> files() {
        List<String> skipped = List.of(".git", "target", "node_modules", ".idea", ".vscode");
        List<Path> files = new ArrayList<>();
        try {
            Files.walkFileTree(ROOT, new SimpleFileVisitor<>() {
                @Override
                public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
                    Path path = ROOT.relativize(folder);
                    boolean isResult =
                            path.getNameCount() > 1 && (path.startsWith("pcap-out") || path.startsWith("reports"));
                    return isResult || skipped.contains(folder.getFileName().toString())
                            ? FileVisitResult.SKIP_SUBTREE
                            : FileVisitResult.CONTINUE;
                }

                @Override
                public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
                    files.add(ROOT.relativize(file));
                    return FileVisitResult.CONTINUE;
                }
            });
        } catch (IOException e) {
            throw new AssertionError("the repository cannot be read", e);
        }
        return files.stream().sorted().toList();
    }
}
