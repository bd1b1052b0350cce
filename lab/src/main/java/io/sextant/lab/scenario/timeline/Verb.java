package io.sextant.lab.scenario.timeline;

/** What can happen in a timeline. A fault is what breaks; an action is what someone does. */
public enum Verb {
    /** Power is cut: no FIN, no link change at the far side of a switch. A duration gives power back. */
    NODE_POWER_OFF("node-power-off", true, TargetKind.NODE, true),
    /** The cable is pulled. A duration plugs it in again. */
    LINK_DOWN("link-down", true, TargetKind.LINK, true),
    /** The cable loses frames with a probability. A duration brings its former quality back. */
    LINK_LOSS("link-loss", true, TargetKind.LINK, true),
    /** A node's BGP speaker dies by SIGKILL; its kernel closes the connection. A duration restarts it. */
    SPEAKER_KILL("speaker-kill", true, TargetKind.SPEAKER, true),
    /** A daemon on a router dies by SIGKILL: bgpd, or the one that is named. A duration starts it again. */
    DAEMON_KILL("daemon-kill", true, TargetKind.ROUTER, true),
    /** A pod's process dies; kubelet starts it again. */
    POD_KILL("pod-kill", true, TargetKind.POD, false),

    NODE_POWER_ON("node-power-on", false, TargetKind.NODE, false),
    LINK_UP("link-up", false, TargetKind.LINK, false),
    /** The speaker is stopped by SIGTERM and started again; the duration is how long it is away. */
    SPEAKER_RESTART("speaker-restart", false, TargetKind.SPEAKER, true),
    SPEAKER_STOP("speaker-stop", false, TargetKind.SPEAKER, false),
    SPEAKER_START("speaker-start", false, TargetKind.SPEAKER, false),
    /** A daemon on a router is stopped by SIGTERM and started again; the duration is how long it is away. */
    DAEMON_RESTART("daemon-restart", false, TargetKind.ROUTER, true),
    /** A daemon on a router is stopped by SIGTERM. */
    DAEMON_STOP("daemon-stop", false, TargetKind.ROUTER, false),
    DAEMON_START("daemon-start", false, TargetKind.ROUTER, false),
    /** {@code neighbor X shutdown}. A duration takes it back. */
    SESSION_DOWN("session-down", false, TargetKind.ROUTER_OR_SPEAKER, true),
    /** {@code no neighbor X shutdown}. */
    SESSION_UP("session-up", false, TargetKind.ROUTER_OR_SPEAKER, false),
    /** The node's speaker withdraws a service or prefix, or all of them. A duration announces it again. */
    WITHDRAW("withdraw", false, TargetKind.SPEAKER, true),
    /** The node's speaker announces again what was withdrawn. */
    ANNOUNCE("announce", false, TargetKind.SPEAKER, false),
    CORDON("cordon", false, TargetKind.K8S_NODE, false),
    UNCORDON("uncordon", false, TargetKind.K8S_NODE, false),
    /** Cordon, then evict the pods. */
    DRAIN("drain", false, TargetKind.K8S_NODE, false),
    SCALE("scale", false, TargetKind.DEPLOYMENT, false),
    DELETE_POD("delete-pod", false, TargetKind.POD, false),
    /** Gives the node another default route. */
    SET_GATEWAY("set-gateway", false, TargetKind.NODE, false),
    /** Says lines to a router's vtysh, such as {@code configure terminal} and what follows, or {@code clear bgp *}. */
    VTYSH("vtysh", false, TargetKind.ROUTER, false),
    /** Runs a command on a node and prints its output. */
    EXEC("exec", false, TargetKind.NODE, false),
    /** Words for the learner; nothing happens. */
    NOTE("note", false, TargetKind.NONE, false);

    private final String word;
    private final boolean fault;
    private final TargetKind target;
    private final boolean lasting;

    Verb(String word, boolean fault, TargetKind target, boolean lasting) {
        this.word = word;
        this.fault = fault;
        this.target = target;
        this.lasting = lasting;
    }

    /** The word in a scenario file. */
    public String word() {
        return word;
    }

    /** Whether it stands behind {@code fault:} rather than {@code action:}. */
    public boolean isFault() {
        return fault;
    }

    public TargetKind target() {
        return target;
    }

    /** Whether a duration may be given. */
    public boolean canLast() {
        return lasting;
    }
}
