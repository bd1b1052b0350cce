package io.sextant.lab.run;

import io.sextant.lab.scenario.expect.Check;
import io.sextant.lab.scenario.expect.Count;
import io.sextant.lab.scenario.expect.Expectation;
import io.sextant.lab.scenario.expect.Span;
import io.sextant.lab.scenario.expect.When;
import java.util.List;

/** Expectations in words, for verdicts. */
final class Claims {

    private Claims() {}

    static String describe(Expectation expectation) {
        When when = expectation.when();
        String from = Seconds.text(when.fromNanos());
        String to = Seconds.text(when.toNanos());
        String time =
                switch (when.kind()) {
                    case AT -> "at " + from;
                    case WITHIN -> "at some instant from " + from + " to " + to;
                    case DURING -> "at every instant from " + from + " to " + to;
                    case NEVER -> "at no instant from " + from + " to " + to;
                };
        return expectation.check().dispatchTo(new Words()) + ", " + time;
    }

    static String span(Span span) {
        if (span.minNanos() == span.maxNanos()) {
            return "exactly " + Seconds.text(span.minNanos());
        }
        if (span.maxNanos() == Long.MAX_VALUE) {
            return "at least " + Seconds.text(span.minNanos());
        }
        return (span.minNanos() <= 0 ? "at most " : Seconds.text(span.minNanos()) + " to ")
                + Seconds.text(span.maxNanos());
    }

    private static String names(List<String> names) {
        return names.isEmpty() ? "any node" : String.join(", ", names);
    }

    private static final class Words implements Check.Handler<String> {

        @Override
        public String onBgpSession(Check.BgpSession check) {
            return check.router() + "'s sessions with " + names(check.peers()) + " are "
                    + check.state().word();
        }

        @Override
        public String onBgpPrefix(Check.BgpPrefix check) {
            return check.router() + (check.present() ? " has " : " has not ") + check.prefix() + " from "
                    + names(check.peers());
        }

        @Override
        public String onRoute(Check.Route check) {
            String via = check.via().isEmpty() ? "" : " via exactly " + names(check.via());
            return check.node() + (check.present() ? " has" : " has no") + " route to " + check.prefix() + via;
        }

        @Override
        public String onEcmpWidth(Check.EcmpWidth check) {
            return check.node() + " has " + check.is() + " next hops for " + check.prefix();
        }

        @Override
        public String onFlowNode(Check.FlowNode check) {
            return check.traffic() + " comes in by " + names(check.ingress()) + " and is served on "
                    + names(check.backend());
        }

        @Override
        public String onHttp(Check.Http check) {
            return check.traffic() + " got " + check.is() + " answers"
                    + (check.status() == null ? "" : " with status " + check.status())
                    + (check.octets() == null ? "" : " of " + check.octets() + " octets");
        }

        @Override
        public String onPing(Check.Ping check) {
            Count loss = check.loss();
            Check.IcmpError error = check.error();
            return check.traffic() + " sees" + (loss == null ? "" : " a loss of " + loss)
                    + (loss == null || error == null ? "" : " and")
                    + (error == null ? "" : " the ICMP error " + error.word());
        }

        @Override
        public String onUdp(Check.Udp check) {
            return check.traffic() + " loses " + check.loss() + " datagrams";
        }

        @Override
        public String onConnections(Check.Connections check) {
            return check.is() + " of " + check.traffic() + "'s connections are "
                    + check.outcome().word();
        }

        @Override
        public String onPacketsLost(Check.PacketsLost check) {
            return check.is() + " packets lost" + (check.node() == null ? "" : " at " + check.node())
                    + (check.reason() == null ? "" : " for " + check.reason());
        }

        @Override
        public String onOutage(Check.Outage check) {
            return check.traffic() + "'s longest outage" + (check.event() == null ? "" : " after " + check.event())
                    + " lasts " + span(check.is());
        }

        @Override
        public String onDetection(Check.Detection check) {
            Check.Detector by = check.by();
            return check.event() + " is detected" + (by == null ? "" : " by " + by.word()) + " after "
                    + span(check.is()) + (check.reason() == null ? "" : ": " + check.reason());
        }

        @Override
        public String onFibChanged(Check.FibChanged check) {
            return (check.router() == null ? "a router" : check.router()) + "'s FIB changes " + span(check.is())
                    + (check.from() == Check.Origin.DETECTION ? " after the detection of " : " after ") + check.event();
        }

        @Override
        public String onNotifications(Check.Notifications check) {
            return check.from() + " sends " + check.to() + " "
                    + (check.codes().isEmpty()
                            ? "no NOTIFICATION"
                            : "the NOTIFICATIONs " + String.join(", ", check.codes()) + " and no other")
                    + (check.event() == null ? "" : " after " + check.event());
        }

        @Override
        public String onHubble(Check.Hubble check) {
            return "hubble " + (check.node() == null ? "through the relay" : "on " + check.node()) + " prints "
                    + check.is() + " lines for '" + check.filters() + "'"
                    + (check.contains().isEmpty() ? "" : " with '" + check.contains() + "'");
        }

        @Override
        public String onPrintout(Check.Printout check) {
            String equal = check.equal() == null ? "" : " prints exactly what the scenario says";
            String contains =
                    check.contains().isEmpty() ? "" : " prints '" + String.join("', '", check.contains()) + "'";
            String lacks =
                    check.lacks().isEmpty() ? "" : " does not print '" + String.join("', '", check.lacks()) + "'";
            return "'" + check.command() + "' on " + check.node() + equal + contains + lacks;
        }

        @Override
        public String onCaptured(Check.Captured check) {
            return check.tap() + " sees " + check.is() + " packets"
                    + (check.protocol() == null ? "" : " of " + check.protocol().word())
                    + (check.port() == null ? "" : " with port " + check.port())
                    + (check.host() == null ? "" : " with host " + check.host());
        }
    }
}
