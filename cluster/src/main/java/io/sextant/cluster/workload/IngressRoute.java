package io.sextant.cluster.workload;

import io.sextant.cluster.kubernetes.Ingress;
import io.sextant.cluster.kubernetes.ObjectName;
import io.sextant.cluster.kubernetes.PathKind;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import org.jspecify.annotations.Nullable;

/** One rule, ready to match, with its own limiter and its own turn among the endpoints. */
final class IngressRoute {

    private final Ingress.Rule rule;
    private final @Nullable Pattern pattern;
    private final @Nullable RequestLimiter limiter;
    private long turns;

    /** Compiles a rule; throws {@link IllegalArgumentException} for an expression that is none. */
    IngressRoute(Ingress.Rule rule) {
        this.rule = rule;
        this.pattern = rule.pathKind() == PathKind.REGEX ? compile(rule.path()) : null;
        Ingress.RateLimit limit = rule.rateLimit();
        this.limiter = limit == null ? null : new RequestLimiter(limit.requestsPerSecond(), limit.burst());
    }

    private static Pattern compile(String path) {
        try {
            // ingress-nginx: location ~* "^path"
            return Pattern.compile(path, Pattern.CASE_INSENSITIVE);
        } catch (PatternSyntaxException e) {
            throw new IllegalArgumentException("path '" + path + "' is no regular expression: " + e.getMessage(), e);
        }
    }

    ObjectName service() {
        return rule.service();
    }

    /** As ingress-nginx calls it: {@code default-web1-80}. */
    String upstreamName() {
        return rule.service().namespace() + "-" + rule.service().name() + "-" + rule.servicePort();
    }

    int servicePort() {
        return rule.servicePort();
    }

    @Nullable
    RequestLimiter limiter() {
        return limiter;
    }

    /** The status for a request above the limit. */
    int limitStatus() {
        Ingress.RateLimit limit = rule.rateLimit();
        return limit == null ? 503 : limit.status();
    }

    /** Round robin over however many endpoints there are now. */
    int turn(int endpoints) {
        return (int) (turns++ % endpoints);
    }

    /** Whether a request to this host (no port) and normalized path is this rule's. */
    boolean matches(String host, String path) {
        if (!rule.host().isEmpty() && !matchesHost(rule.host(), host)) {
            return false;
        }
        Pattern expression = pattern;
        if (expression != null) {
            return expression.matcher(path).lookingAt();
        }
        return rule.pathKind() == PathKind.EXACT ? path.equals(rule.path()) : isPrefix(rule.path(), path);
    }

    /** {@code *.lab.test} stands for one label, as Kubernetes says. */
    private static boolean matchesHost(String pattern, String host) {
        String wanted = pattern.toLowerCase(Locale.ROOT);
        String given = host.toLowerCase(Locale.ROOT);
        if (!wanted.startsWith("*.")) {
            return wanted.equals(given);
        }
        int dot = given.indexOf('.');
        return dot > 0 && given.substring(dot).equals(wanted.substring(1));
    }

    /** By whole segments; a slash at the prefix's end says nothing. */
    private static boolean isPrefix(String prefix, String path) {
        String bare = prefix.endsWith("/") ? prefix.substring(0, prefix.length() - 1) : prefix;
        return path.startsWith(bare) && (path.length() == bare.length() || path.charAt(bare.length()) == '/');
    }

    /**
     * The target sent on: as it came, or rewritten with its groups filled in and the query behind it. nginx encodes a
     * rewritten path again.
     */
    String target(String path, String pathAndQuery) {
        String rewrite = rule.rewrite();
        if (rewrite == null) {
            return pathAndQuery;
        }
        Pattern expression = pattern;
        Matcher matcher = expression == null ? null : expression.matcher(path);
        Matcher groups = matcher != null && matcher.lookingAt() ? matcher : null;
        StringBuilder out = new StringBuilder();
        for (int i = 0; i < rewrite.length(); i++) {
            char c = rewrite.charAt(i);
            int number = c == '$' && i + 1 < rewrite.length() ? Character.digit(rewrite.charAt(i + 1), 10) : -1;
            if (number >= 1) {
                String group = groups == null || number > groups.groupCount() ? null : groups.group(number);
                out.append(group == null ? "" : UriPath.encode(group));
                i++;
            } else {
                out.append(c);
            }
        }
        String rewritten = out.toString();
        return (rewritten.startsWith("/") ? rewritten : "/" + rewritten) + UriPath.query(pathAndQuery);
    }
}
