package io.sextant.topology.device;

import io.sextant.topology.frame.Frame;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** An interface's programs by point, as arrays: an empty point costs one length check. */
final class HookChain {

    private static final Hook[] NONE = {};

    Hook[] xdp = NONE;
    Hook[] ingress = NONE;
    Hook[] egress = NONE;

    /** The first verdict other than pass or rewrite; else rewrite if any program rewrote. */
    static Verdict run(Hook[] chain, HookPoint point, NetworkInterface at, Frame frame) {
        Verdict result = Verdict.PASS;
        for (Hook hook : chain) {
            Verdict verdict = hook.onFrame(point, at, frame);
            if (verdict == Verdict.REWRITE) {
                result = verdict;
            } else if (verdict != Verdict.PASS) {
                return verdict;
            }
        }
        return result;
    }

    void attach(HookPoint point, Hook hook) {
        switch (point) {
            case XDP -> xdp = with(xdp, hook);
            case TC_INGRESS -> ingress = with(ingress, hook);
            case TC_EGRESS -> egress = with(egress, hook);
        }
    }

    void detach(Hook hook) {
        xdp = without(xdp, hook);
        ingress = without(ingress, hook);
        egress = without(egress, hook);
    }

    private static Hook[] with(Hook[] chain, Hook hook) {
        Hook[] longer = Arrays.copyOf(chain, chain.length + 1);
        longer[chain.length] = hook;
        return longer;
    }

    private static Hook[] without(Hook[] chain, Hook hook) {
        List<Hook> rest = new ArrayList<>(Arrays.asList(chain));
        rest.removeIf(candidate -> candidate == hook);
        return rest.toArray(NONE);
    }
}
