package io.sextant.lab;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.assignableTo;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.codeUnits;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.AccessTarget;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URL;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.channels.NetworkChannel;
import java.nio.channels.Selector;
import java.nio.charset.Charset;
import java.util.Collection;
import java.util.Collections;
import java.util.Date;
import java.util.Formatter;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Hashtable;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.UUID;
import java.util.WeakHashMap;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import java.util.stream.BaseStream;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/**
 * The arrows between the modules, and a ban on everything that could make two runs of one scenario differ. Only the
 * product's classes are looked at. Each ban names what to write instead.
 */
final class ArchitectureTest {
    private static final JavaClasses PRODUCT =
            new ClassFileImporter(List.of(new ImportOption.DoNotIncludeTests())).importPackages("io.sextant");

    private static final String ENGINE = "io.sextant.engine..";
    private static final String PROTOCOL = "io.sextant.protocol..";
    private static final String TOPOLOGY = "io.sextant.topology..";
    private static final String CLUSTER = "io.sextant.cluster..";
    private static final String LIVE = "io.sextant.lab.live..";

    /** The one class beside {@code live} that may ask what time it is: it says how long a run took. */
    private static final String WALL_CLOCK = "io.sextant.lab.run.WallClock";

    private static final DescribedPredicate<JavaClass> REAL_WORLD =
            resideInAPackage(LIVE).or(describe(WALL_CLOCK, c -> c.getName().equals(WALL_CLOCK)));

    private static final DescribedPredicate<JavaClass> NOBODY = DescribedPredicate.alwaysFalse();

    // ===== arrows =====

    @Test
    void the_engine_knows_nothing_of_networks() {
        mayOnlyKnow(ENGINE);
    }

    @Test
    void the_protocols_know_nothing_of_the_engine() {
        mayOnlyKnow(PROTOCOL);
    }

    @Test
    void the_topology_puts_the_protocols_on_the_engine() {
        mayOnlyKnow(TOPOLOGY, ENGINE, PROTOCOL, "org.jgrapht..");
    }

    @Test
    void the_cluster_stands_on_the_topology() {
        mayOnlyKnow(CLUSTER, ENGINE, PROTOCOL, TOPOLOGY);
    }

    @Test
    void no_package_depends_on_itself_by_a_detour() {
        slices().matching("io.sextant.(**)").should().beFreeOfCycles().check(PRODUCT);
    }

    @Test
    void no_signature_names_a_graph_of_jgrapht() {
        DescribedPredicate<JavaClass> jgrapht = resideInAPackage("org.jgrapht..");
        codeUnits()
                .that()
                .arePublic()
                .should()
                .notHaveRawReturnType(jgrapht)
                .andShould()
                .notHaveRawParameterTypes(describe("with one of JGraphT's", parameters -> parameters.stream()
                        .anyMatch(jgrapht)))
                .check(PRODUCT);
    }

    @Test
    void only_the_live_package_speaks_to_the_real_network() {
        List<Class<?>> harmless =
                List.of(URI.class, URISyntaxException.class, URL.class, URLDecoder.class, URLEncoder.class);
        noClasses()
                .that()
                .resideOutsideOfPackage(LIVE)
                .should()
                .dependOnClassesThat(resideInAnyPackage("io.netty..", "org.pcap4j..", "java.net..")
                        .and(describe(
                                "touch the network", c -> harmless.stream().noneMatch(c::isEquivalentTo)))
                        .or(assignableTo(NetworkChannel.class))
                        .or(assignableTo(Selector.class)))
                .check(PRODUCT);
    }

    // ===== determinism =====

    @Test
    void nobody_reads_a_wall_clock() {
        check(
                REAL_WORLD,
                ban(System.class, "nanoTime", "Clock.nanos()"),
                ban(System.class, "currentTimeMillis", "Clock.nanos()"),
                new Ban("java.time", a -> inPackage(a, "java.time") && named(a, "now"), "Clock.nanos()"),
                new Ban(
                        "java.time.Clock",
                        a -> a.getTargetOwner().isEquivalentTo(java.time.Clock.class)
                                && a.getName().startsWith("system"),
                        "Clock.nanos()"),
                ban(Date.class, "<init>", "Clock.nanos()"),
                ban(java.util.Calendar.class, "getInstance", "Clock.nanos()"));
    }

    @Test
    void chance_comes_from_a_seed() {
        String instead = "a RandomGenerator from RandomStreams";
        check(
                NOBODY,
                new Ban("java.util.Random and kin", a -> a.getTargetOwner().isAssignableTo(Random.class), instead),
                ban(Math.class, "random", instead),
                ban(UUID.class, "randomUUID", instead),
                ban(RandomGenerator.class, "getDefault", instead),
                ban(RandomGeneratorFactory.class, "getDefault", instead),
                ban(Collections.class, "shuffle", 1, "shuffle(list, random)"));
    }

    @Test
    void only_the_engine_opens_streams_of_chance() {
        String instead = "a RandomGenerator from RandomStreams";
        check(
                resideInAPackage(ENGINE),
                ban(SplittableRandom.class, "<init>", instead),
                ban(RandomGenerator.class, "of", instead),
                ban(RandomGeneratorFactory.class, "of", instead));
    }

    @Test
    void nothing_is_iterated_in_hash_order() {
        String map = "LinkedHashMap, TreeMap or EnumMap";
        String set = "LinkedHashSet, TreeSet or EnumSet";
        check(
                NOBODY,
                ban(HashMap.class, "<init>", map),
                ban(HashSet.class, "<init>", set),
                ban(Hashtable.class, "<init>", map),
                ban(WeakHashMap.class, "<init>", map),
                ban(IdentityHashMap.class, "<init>", map),
                ban(java.util.concurrent.ConcurrentHashMap.class, "<init>", map),
                butEmpty(ban(Set.class, "of", "List.of, or " + set)),
                ban(Set.class, "copyOf", "Collections.unmodifiableSet of a " + set),
                butEmpty(ban(Map.class, "of", map)),
                ban(Map.class, "ofEntries", map),
                ban(Map.class, "copyOf", "Collections.unmodifiableMap of a " + map),
                ban(Collectors.class, "toSet", "toCollection(LinkedHashSet::new)"),
                ban(Collectors.class, "toUnmodifiableSet", "toCollection(LinkedHashSet::new)"),
                ban(Collectors.class, "toUnmodifiableMap", "toMap with a LinkedHashMap::new"),
                ban(Collectors.class, "toMap", 2, "toMap with a LinkedHashMap::new"),
                ban(Collectors.class, "toMap", 3, "toMap with a LinkedHashMap::new"),
                ban(Collectors.class, "groupingBy", 1, "groupingBy with a LinkedHashMap::new"),
                ban(Collectors.class, "groupingBy", 2, "groupingBy with a LinkedHashMap::new"),
                ban(Collectors.class, "toConcurrentMap", "toMap with a LinkedHashMap::new"),
                ban(Collectors.class, "groupingByConcurrent", "groupingBy with a LinkedHashMap::new"),
                ban(System.class, "identityHashCode", "an id of your own"));
    }

    @Test
    void there_is_one_thread() {
        check(
                REAL_WORLD,
                new Ban("threads", a -> a.getTargetOwner().isAssignableTo(Thread.class), "Scheduler"),
                ban(java.util.Timer.class, "<init>", "Scheduler"),
                new Ban(
                        "java.util.concurrent",
                        a -> inPackage(a, "java.util.concurrent")
                                && !a.getTargetOwner().isEquivalentTo(TimeUnit.class)
                                && !a.getTargetOwner().isEquivalentTo(Callable.class),
                        "plain collections and Scheduler"),
                new Ban(
                        "parallel streams",
                        a -> (named(a, "parallelStream") && a.getTargetOwner().isAssignableTo(Collection.class))
                                || (named(a, "parallel") && a.getTargetOwner().isAssignableTo(BaseStream.class)),
                        "a sequential stream"));
    }

    @Test
    void nothing_depends_on_where_it_runs() {
        String format = "String.format(Locale.ROOT, …)";
        check(
                NOBODY,
                ban(String.class, "format", 2, format),
                ban(String.class, "formatted", format),
                ban(String.class, "toLowerCase", 0, "toLowerCase(Locale.ROOT)"),
                ban(String.class, "toUpperCase", 0, "toUpperCase(Locale.ROOT)"),
                ban(String.class, "getBytes", 0, "getBytes(UTF_8)"),
                new Ban(
                        "new String(byte[])",
                        a -> a.getTargetOwner().isEquivalentTo(String.class)
                                && parameterTypes(a).equals(List.of("[B")),
                        "new String(octets, UTF_8)"),
                ban(PrintStream.class, "printf", 2, format),
                ban(PrintStream.class, "format", 2, format),
                ban(PrintWriter.class, "printf", 2, format),
                ban(PrintWriter.class, "format", 2, format),
                ban(Formatter.class, "<init>", 0, "new Formatter(Locale.ROOT)"),
                ban(Locale.class, "getDefault", "Locale.ROOT"),
                ban(Charset.class, "defaultCharset", "UTF_8"),
                ban(java.time.ZoneId.class, "systemDefault", "ZoneOffset.UTC"));
    }

    // ===== how a rule works =====

    private static void mayOnlyKnow(String module, String... others) {
        DescribedPredicate<JavaClass> known = resideInAnyPackage("java..", "org.jspecify..", module)
                .or(resideInAnyPackage(others))
                .or(describe("primitives and arrays of them", c -> c.getBaseComponentType()
                        .isPrimitive()));
        classes()
                .that()
                .resideInAPackage(module)
                .should()
                .onlyDependOnClassesThat(known)
                .check(PRODUCT);
    }

    /** A use of the JDK that is not allowed, be it by call, by construction or by method reference. */
    private record Ban(String what, Predicate<JavaAccess<?>> isMeant, String instead) {}

    private static Ban ban(Class<?> owner, String member, String instead) {
        return new Ban(
                owner.getSimpleName() + "." + member,
                a -> a.getTargetOwner().isEquivalentTo(owner) && named(a, member),
                instead);
    }

    private static Ban ban(Class<?> owner, String member, int parameterCount, String instead) {
        Ban ban = ban(owner, member, instead);
        return new Ban(ban.what, a -> ban.isMeant.test(a) && parameterTypes(a).size() == parameterCount, instead);
    }

    private static Ban butEmpty(Ban ban) {
        return new Ban(ban.what, a -> ban.isMeant.test(a) && !parameterTypes(a).isEmpty(), ban.instead);
    }

    private static boolean named(JavaAccess<?> access, String name) {
        return access.getName().equals(name);
    }

    private static boolean inPackage(JavaAccess<?> access, String name) {
        return (access.getTargetOwner().getPackageName() + ".").startsWith(name + ".");
    }

    private static List<String> parameterTypes(JavaAccess<?> access) {
        return access.getTarget() instanceof AccessTarget.CodeUnitAccessTarget target
                ? target.getRawParameterTypes().stream().map(JavaClass::getName).toList()
                : List.of();
    }

    private static void check(DescribedPredicate<JavaClass> exempt, Ban... bans) {
        classes()
                .that(DescribedPredicate.not(exempt).as("are bound by them"))
                .should(respect(bans))
                .check(PRODUCT);
    }

    private static ArchCondition<JavaClass> respect(Ban... bans) {
        return new ArchCondition<>("respect the bans") {
            @Override
            public void check(JavaClass subject, ConditionEvents events) {
                for (JavaAccess<?> access : subject.getAccessesFromSelf()) {
                    for (Ban ban : bans) {
                        if (ban.isMeant.test(access)) {
                            events.add(SimpleConditionEvent.violated(
                                    subject, access.getDescription() + ": write " + ban.instead));
                        }
                    }
                }
            }
        };
    }
}
