package io.sextant.lab.scenario.source;

import io.sextant.lab.yaml.Problems;
import io.sextant.lab.yaml.YamlMapping;
import io.sextant.lab.yaml.YamlNode;
import io.sextant.lab.yaml.YamlReader;
import io.sextant.lab.yaml.YamlScalar;
import java.util.List;
import java.util.Optional;

/** MetalLB's configuration up to 0.12, as Cilium 1.10 reads it from the ConfigMap bgp-config. */
final class MetalLbConfig {

    private MetalLbConfig() {}

    /** Our {@code bgp} and {@code pools} from the text under {@code data."config.yaml"}. */
    static YamlMapping translate(YamlScalar text, Problems problems) {
        Trees.MappingBuilder cluster = Trees.mapping(text.position());
        List<YamlNode> documents = YamlReader.readEmbedded(text, problems).orElse(List.of());
        if (documents.isEmpty() || !(documents.get(0) instanceof YamlMapping root)) {
            problems.error(text.position(), "expected MetalLB's configuration (a mapping) in this text");
            return cluster.build();
        }
        Manifest config = new Manifest(root, "", problems);
        bgp(config, cluster, problems);
        Trees.MappingBuilder pools = Trees.mapping(root.position());
        config.parts("address-pools").forEach(pool -> pool(pool, pools));
        if (!pools.isEmpty()) {
            cluster.put("pools", pools.build());
        }
        config.nameTheRest();
        return cluster.build();
    }

    private static void bgp(Manifest config, Trees.MappingBuilder cluster, Problems problems) {
        Trees.MappingBuilder peers = Trees.mapping(config.position());
        YamlScalar own = null;
        for (Manifest peer : config.parts("peers")) {
            Optional<YamlScalar> address = peer.scalar("peer-address");
            if (address.isEmpty()) {
                problems.error(peer.position(), "a peer needs the key 'peer-address'");
                continue;
            }
            Optional<YamlScalar> asn = peer.scalar("my-asn");
            if (own != null && asn.isPresent() && !asn.get().text().equals(own.text())) {
                problems.error(
                        asn.get().position(),
                        "expected one my-asn for all peers, " + own.text() + " as above, found "
                                + asn.get().text());
            }
            own = asn.orElse(own);
            YamlMapping settings = Trees.mapping(peer.position())
                    .put("asn", peer.take("peer-asn"))
                    .put("hold-time", peer.take("hold-time"))
                    .build();
            peers.put(address.get(), settings);
        }
        if (!peers.isEmpty()) {
            cluster.put(
                    "bgp",
                    Trees.mapping(config.position())
                            .put("asn", own)
                            .put("peers", peers.build())
                            .build());
        }
    }

    private static void pool(Manifest pool, Trees.MappingBuilder pools) {
        Optional<YamlScalar> name = pool.scalar("name");
        Optional<YamlScalar> protocol = pool.scalar("protocol");
        if (name.isEmpty()) {
            pool.problems().error(pool.position(), "an address pool needs the key 'name'");
            return;
        }
        if (protocol.isPresent() && !protocol.get().text().equals("bgp")) {
            pool.problems()
                    .error(
                            protocol.get().position(),
                            "expected the protocol bgp, found " + protocol.get().inWords());
        }
        List<Manifest> advertisements = pool.parts("bgp-advertisements");
        YamlNode localPreference =
                advertisements.isEmpty() ? null : advertisements.get(0).take("localpref");
        YamlMapping settings = Trees.mapping(pool.position())
                .put("addresses", pool.take("addresses"))
                .put("avoid-buggy-ips", pool.take("avoid-buggy-ips"))
                .put("auto-assign", pool.take("auto-assign"))
                .put("local-pref", localPreference)
                .build();
        pools.put(name.get(), settings);
    }
}
