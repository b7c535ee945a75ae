package io.peregrine.container.metadata;

import static org.assertj.core.api.Assertions.assertThat;

import io.peregrine.event.ByteString;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Whatever runtimes say, containers stay within their room. */
class ContainerStoreTest {
    private final ContainerStore store = new ContainerStore();

    private static Container container(String id, String image, Map<String, String> labels) {
        Container plain = Container.fixed(
                ByteString.of(id),
                ByteString.of("web"),
                new Image(
                        ByteString.of(image),
                        ByteString.EMPTY,
                        ByteString.of("shop"),
                        ByteString.EMPTY,
                        ByteString.EMPTY));
        return new Container(
                ContainerType.DOCKER,
                plain.id(),
                plain.fullId(),
                plain.name(),
                plain.image(),
                plain.isolation(),
                plain.network(),
                plain.pod(),
                new Labels(labels),
                Container.Mounts.of(List.of(new Mount("/a", "/b", "", true, ""))),
                plain.probes(),
                plain.settings());
    }

    private static Map<String, String> labels(int count) {
        Map<String, String> labels = new HashMap<>();
        for (int i = 0; i < count; i++) {
            labels.put("label-" + i, "x".repeat(100));
        }
        labels.put("io.kubernetes.pod.name", "shop-0");
        return labels;
    }

    @Test
    void anOrdinaryContainerIsKeptWhole() {
        Container whole = container("a", "shop:1", labels(20));
        assertThat(store.put(whole)).contains(whole);
        assertThat(store.find(whole.id())).contains(whole);
        assertThat(store.cut()).isZero();
        assertThat(store.remove(whole.id())).contains(whole);
        assertThat(store.bytes()).isZero();
    }

    @Test
    void oneThatIsTooLargeKeepsItsNames() {
        Container kept = store.put(container("a", "shop:1", labels(10_000))).orElseThrow();
        assertThat(kept.image().name()).hasToString("shop:1");
        assertThat(kept.labels().all()).containsOnlyKeys("io.kubernetes.pod.name");
        assertThat(kept.mounts().list()).isEmpty();
        assertThat(store.cut()).isOne();
    }

    @Test
    void oneWhoseNamesAreTooLargeIsRefusedAndTakesWhatWasThereAlong() {
        store.put(container("a", "shop:1", Map.of()));
        assertThat(store.put(container("a", "x".repeat(1 << 20), Map.of()))).isEmpty();
        assertThat(store.find(ByteString.of("a"))).isEmpty();
        assertThat(store.refused()).isOne();
        assertThat(store.bytes()).isZero();
    }

    @Test
    void manyLargeOnesStayWithinTheRoomOfAllAndEachKeepsItsNames() {
        Map<String, String> labels = labels(150);
        for (int i = 0; i < 2_000; i++) {
            store.put(container("c" + i, "shop:1", labels));
        }
        assertThat(store.size()).isEqualTo(2_000);
        assertThat(store.bytes()).isLessThan(ContainerStore.ALL + ContainerStore.ALL / 2);
        assertThat(store.cut()).isPositive();
        assertThat(store.find(ByteString.of("c1999")).orElseThrow().image().name())
                .hasToString("shop:1");
        for (Container container : store.all()) {
            store.remove(container.id());
        }
        assertThat(store.bytes()).isZero();
    }

    @Test
    void theNumberIsBounded() {
        for (int i = 0; i <= ContainerStore.MOST; i++) {
            store.put(Container.minimal(ContainerType.LXC, ByteString.of("c" + i), ByteString.EMPTY));
        }
        assertThat(store.size()).isEqualTo(ContainerStore.MOST);
        assertThat(store.refused()).isOne();
    }
}
