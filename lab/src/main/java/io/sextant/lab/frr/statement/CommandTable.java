package io.sextant.lab.frr.statement;

import io.sextant.lab.frr.grammar.Grammar;
import io.sextant.lab.frr.model.Context;
import java.util.EnumMap;
import java.util.Map;

/**
 * Every statement Sextant knows, by context. A context's table is made when the first line of it is read: a router described
 * in short needs a few of them only, and nobody waits for the rest.
 */
public final class CommandTable {

    /** FRR 8.4's. */
    public static final CommandTable FRR_8_4 = new CommandTable();

    private final Map<Context, Grammar<Command>> grammars = new EnumMap<>(Context.class);

    private CommandTable() {}

    /** What can be said in {@code context}. */
    public synchronized Grammar<Command> of(Context context) {
        return grammars.computeIfAbsent(context, CommandTable::grammar);
    }

    private static Grammar<Command> grammar(Context context) {
        Grammar<Command> grammar = new Grammar<>();
        fill(grammar, context);
        GlobalStatements.leaving(Rows.of(grammar), context);
        return grammar;
    }

    private static void fill(Grammar<Command> grammar, Context context) {
        Rows rows = Rows.of(grammar);
        switch (context) {
            case CONFIG -> config(rows);
            case INTERFACE -> ZebraStatements.inInterface(rows);
            case ROUTER_BGP -> {
                BgpStatements.router(rows);
                NeighborStatements.fill(rows);
                FamilyStatements.fillRouter(grammar);
                FamilyStatements.opening(rows);
            }
            case IPV4_UNICAST, IPV6_UNICAST -> FamilyStatements.fill(grammar, context);
            case ROUTE_MAP -> RouteMapStatements.fill(rows);
            case BFD -> BfdStatements.node(rows);
            case BFD_PEER -> BfdStatements.session(rows, true);
            case BFD_PROFILE -> BfdStatements.session(rows, false);
            case LINE_VTY -> GlobalStatements.lineVty(rows);
            case NEIGHBOR, FAMILY_NEIGHBOR, LIST, VRF, SKIPPED, SKIPPED_FAMILY -> {}
        }
    }

    private static void config(Rows rows) {
        GlobalStatements.fill(rows);
        ZebraStatements.global(rows);
        ListStatements.fill(rows);
        RouteMapStatements.opening(rows);
        BgpStatements.opening(rows);
        BgpStatements.global(rows);
        BfdStatements.opening(rows);
    }
}
