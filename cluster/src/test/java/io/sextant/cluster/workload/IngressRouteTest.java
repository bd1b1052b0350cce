package io.sextant.cluster.workload;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sextant.cluster.kubernetes.Ingress;
import io.sextant.cluster.kubernetes.ObjectName;
import io.sextant.cluster.kubernetes.PathKind;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class IngressRouteTest {

    private static IngressRoute route(String host, String path, PathKind kind, @Nullable String rewrite) {
        return new IngressRoute(new Ingress.Rule(host, path, kind, rewrite, ObjectName.inDefault("web1"), 80, null));
    }

    @ParameterizedTest
    @CsvSource({
        "EXACT, /shop, /shop, true",
        "EXACT, /shop, /shop/, false",
        "PREFIX, /shop, /shop, true",
        "PREFIX, /shop, /shop/, true",
        "PREFIX, /shop, /shop/cart, true",
        "PREFIX, /shop, /shopping, false",
        "PREFIX, /shop/, /shop, true",
        "PREFIX, /, /anything, true",
        "PREFIX, /Shop, /shop, false",
        "REGEX, /shop(/|$)(.*), /shop, true",
        "REGEX, /shop(/|$)(.*), /shop/cart, true",
        "REGEX, /shop(/|$)(.*), /shopping, false",
        "REGEX, /shop(/|$)(.*), /SHOP/cart, true",
        "REGEX, /shop(/|$)(.*), /my/shop, false"
    })
    void paths_match_by_kind(PathKind kind, String rule, String path, boolean matches) {
        assertThat(route("", rule, kind, null).matches("h", path)).isEqualTo(matches);
    }

    @ParameterizedTest
    @CsvSource({
        "web.lab.test, WEB.lab.test, true",
        "web.lab.test, lab.test, false",
        "*.lab.test, a.lab.test, true",
        "*.lab.test, a.b.lab.test, false",
        "*.lab.test, lab.test, false"
    })
    void hosts_match_whole_or_by_one_label(String rule, String host, boolean matches) {
        assertThat(route(rule, "/", PathKind.PREFIX, null).matches(host, "/")).isEqualTo(matches);
    }

    @Test
    void without_a_rewrite_the_target_goes_on_as_it_came() {
        assertThat(route("", "/", PathKind.PREFIX, null).target("/a b", "/a%20b?x=%41"))
                .isEqualTo("/a%20b?x=%41");
    }

    @Test
    void groups_are_filled_in_and_the_query_is_kept() {
        IngressRoute shop = route("", "/shop(/|$)(.*)", PathKind.REGEX, "/$2");
        assertThat(shop.target("/shop/cart/1", "/shop/cart/1?a=b")).isEqualTo("/cart/1?a=b");
        assertThat(shop.target("/shop", "/shop")).isEqualTo("/");
        assertThat(shop.target("/shop/a b?", "/shop/a%20b%3f")).isEqualTo("/a%20b%3F");
        assertThat(route("", "/(a)?(b)", PathKind.REGEX, "$9/$2$1$").target("/b", "/b"))
                .isEqualTo("/b$");
        assertThat(route("", "/x", PathKind.PREFIX, "/y").target("/x/z", "/x/z"))
                .isEqualTo("/y");
    }

    @Test
    void a_path_that_is_no_expression_is_refused_in_words() {
        assertThatThrownBy(() -> route("", "/shop(", PathKind.REGEX, null))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("'/shop('");
    }
}
