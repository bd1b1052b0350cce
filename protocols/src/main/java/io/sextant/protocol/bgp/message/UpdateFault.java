package io.sextant.protocol.bgp.message;

/**
 * What a fault inside an UPDATE obliges us to do short of ending the session (RFC 7606 §2). The gravest kind, session
 * reset, is a {@link BgpException}: then there is no UPDATE to speak of.
 */
public sealed interface UpdateFault {

    /** The attribute at fault; 0 when it is the list itself. */
    int attributeType();

    /** What was wrong, for the log. */
    String reason();

    /**
     * All routes of the UPDATE count as withdrawn.
     *
     * @param instead the NOTIFICATION that RFC 4271 would have answered with
     */
    record TreatAsWithdraw(int attributeType, Notification instead, String reason) implements UpdateFault {}

    /** The attribute counts as absent. */
    record AttributeDiscard(int attributeType, String reason) implements UpdateFault {}
}
