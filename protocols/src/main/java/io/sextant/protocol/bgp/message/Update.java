package io.sextant.protocol.bgp.message;

import io.sextant.protocol.address.IpAddress;
import io.sextant.protocol.address.Ipv6Address;
import io.sextant.protocol.wire.ByteReader;
import io.sextant.protocol.wire.ByteWriter;
import io.sextant.protocol.wire.MalformedException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Routes withdrawn and announced (RFC 4271 §4.3, RFC 4760).
 *
 * <pre>
 *  0                  2                     2+w                 4+w
 * | withdrawn length | withdrawn prefixes  | attributes length | attributes ... | announced prefixes ... |
 * </pre>
 *
 * @param withdrawn IPv4 prefixes taken back
 * @param attributes what is said of the announced ones, the next hop of {@code reach} aside; null when nothing is announced
 * @param announced IPv4 prefixes
 * @param reach prefixes of another family, or null
 * @param unreach withdrawn prefixes of another family, or null
 * @param faults what was wrong without costing the session; empty in what is sent
 */
public record Update(
        List<Nlri> withdrawn,
        @Nullable PathAttributes attributes,
        List<Nlri> announced,
        @Nullable MpReach reach,
        @Nullable MpUnreach unreach,
        List<UpdateFault> faults)
        implements BgpMessage {

    public Update {
        withdrawn = List.copyOf(withdrawn);
        announced = List.copyOf(announced);
        faults = List.copyOf(faults);
        if (attributes == null && (!announced.isEmpty() || reach != null)) {
            throw new IllegalArgumentException("announced routes need attributes");
        }
    }

    /** Prefixes of one family that share their attributes. */
    public record Routes(AddressFamily family, PathAttributes attributes, List<Nlri> prefixes) {}

    /** Announces prefixes of one family; an IPv6 next hop or prefix goes into MP_REACH_NLRI. */
    public static Update announce(PathAttributes attributes, List<Nlri> prefixes) {
        AddressFamily family = AddressFamily.of(prefixes.get(0).prefix());
        IpAddress nextHop = attributes.nextHop().orElseThrow(() -> new IllegalArgumentException("no next hop"));
        if (family.equals(AddressFamily.IPV4_UNICAST)
                && AddressFamily.of(nextHop).equals(family)) {
            return new Update(List.of(), attributes, prefixes, null, null, List.of());
        }
        Ipv6Address linkLocal = attributes.linkLocalNextHop().orElse(null);
        PathAttributes bare =
                attributes.toBuilder().nextHop(null).linkLocalNextHop(null).build();
        MpReach reach = new MpReach(family, nextHop, linkLocal, prefixes);
        return new Update(List.of(), bare, List.of(), reach, null, List.of());
    }

    /** Withdraws prefixes of one family. */
    public static Update withdraw(List<Nlri> prefixes) {
        AddressFamily family = AddressFamily.of(prefixes.get(0).prefix());
        return family.equals(AddressFamily.IPV4_UNICAST)
                ? new Update(prefixes, null, List.of(), null, null, List.of())
                : new Update(List.of(), null, List.of(), null, new MpUnreach(family, prefixes), List.of());
    }

    /** Says that all routes of a family have been sent once (RFC 4724 §2). */
    public static Update endOfRib(AddressFamily family) {
        MpUnreach unreach = family.equals(AddressFamily.IPV4_UNICAST) ? null : new MpUnreach(family, List.of());
        return new Update(List.of(), null, List.of(), null, unreach, List.of());
    }

    /** The family this UPDATE ends, if it is an End-of-RIB marker. */
    public Optional<AddressFamily> endOfRibFamily() {
        if (!withdrawn.isEmpty() || attributes != null || !faults.isEmpty()) {
            return Optional.empty();
        }
        if (unreach == null) {
            return Optional.of(AddressFamily.IPV4_UNICAST);
        }
        return unreach.withdrawn().isEmpty() ? Optional.of(unreach.family()) : Optional.empty();
    }

    /** The fault that turns the announced routes into withdrawn ones, if there is one. */
    public Optional<UpdateFault.TreatAsWithdraw> treatAsWithdraw() {
        for (UpdateFault fault : faults) {
            if (fault instanceof UpdateFault.TreatAsWithdraw found) {
                return Optional.of(found);
            }
        }
        return Optional.empty();
    }

    /** What is to be announced, faults considered; attributes hold the family's own next hop. */
    public List<Routes> announcements() {
        List<Routes> routes = new ArrayList<>();
        if (attributes == null || treatAsWithdraw().isPresent()) {
            return routes;
        }
        if (!announced.isEmpty()) {
            routes.add(new Routes(AddressFamily.IPV4_UNICAST, attributes, announced));
        }
        if (reach != null && !reach.announced().isEmpty()) {
            PathAttributes own = attributes.toBuilder()
                    .nextHop(reach.nextHop())
                    .linkLocalNextHop(reach.linkLocalNextHop())
                    .build();
            routes.add(new Routes(reach.family(), own, reach.announced()));
        }
        return routes;
    }

    /** What is to be withdrawn, faults considered. */
    public List<Nlri> withdrawals() {
        if (unreach == null && faults.isEmpty()) {
            return withdrawn;
        }
        List<Nlri> all = new ArrayList<>(withdrawn);
        if (unreach != null) {
            all.addAll(unreach.withdrawn());
        }
        if (treatAsWithdraw().isPresent()) {
            all.addAll(announced);
            if (reach != null) {
                all.addAll(reach.announced());
            }
        }
        return all;
    }

    static Update decode(ByteReader in, CodecContext context) throws BgpException {
        boolean pathIds = context.addPathReceive().contains(AddressFamily.IPV4_UNICAST);
        ByteReader withdrawnField;
        ByteReader attributeField;
        try {
            withdrawnField = in.slice(in.u16("withdrawn length"), "withdrawn routes");
            attributeField = in.slice(in.u16("attributes length"), "path attributes");
        } catch (MalformedException e) {
            // RFC 4271 §6.3: fields longer than the message.
            throw new BgpException(
                    Notification.of(Notification.UPDATE_ERROR, Notification.MALFORMED_ATTRIBUTE_LIST),
                    String.valueOf(e.getMessage()));
        }
        List<Nlri> withdrawn = prefixes(withdrawnField, pathIds);
        AttributeDecoder decoder = new AttributeDecoder(context);
        decoder.decode(attributeField);
        List<Nlri> announced = prefixes(in, pathIds);
        PathAttributes attributes = decoder.finish(!announced.isEmpty());
        return new Update(withdrawn, attributes, announced, decoder.reach(), decoder.unreach(), decoder.faults());
    }

    private static List<Nlri> prefixes(ByteReader in, boolean pathIds) throws BgpException {
        try {
            return Nlri.decodeAll(in, AddressFamily.IPV4_UNICAST, pathIds);
        } catch (MalformedException e) {
            // RFC 7606 §3 (j): prefixes that cannot be read cannot be withdrawn either.
            throw new BgpException(
                    Notification.of(Notification.UPDATE_ERROR, Notification.INVALID_NETWORK_FIELD),
                    String.valueOf(e.getMessage()));
        }
    }

    void encode(ByteWriter out, CodecContext context) {
        boolean pathIds = context.addPathSend().contains(AddressFamily.IPV4_UNICAST);
        out.lengthPrefixed16(body -> withdrawn.forEach(nlri -> nlri.encode(body, pathIds)));
        out.lengthPrefixed16(body -> {
            AttributeEncoder encoder = new AttributeEncoder(context, body);
            if (reach != null) {
                encoder.reach(reach);
            }
            if (unreach != null) {
                encoder.unreach(unreach);
            }
            if (attributes != null) {
                encoder.attributes(attributes, !announced.isEmpty());
            }
        });
        announced.forEach(nlri -> nlri.encode(out, pathIds));
    }

    @Override
    public MessageType type() {
        return MessageType.UPDATE;
    }
}
