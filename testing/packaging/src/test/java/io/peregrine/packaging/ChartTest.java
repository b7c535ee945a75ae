package io.peregrine.packaging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.marcnuri.helm.Helm;
import com.marcnuri.helm.LintResult;
import com.marcnuri.helm.TemplateCommand;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.ServiceAccount;
import io.fabric8.kubernetes.api.model.apps.DaemonSet;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import java.io.IOException;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** The chart under Helm's own lint and renderer; every object is held against the Kubernetes types of its kind. */
class ChartTest {
    private static final ObjectMapper YAML = new ObjectMapper(new YAMLFactory());
    private static final Map<String, Class<?>> TYPES = Map.of(
            "ConfigMap", ConfigMap.class,
            "Service", Service.class,
            "ServiceAccount", ServiceAccount.class,
            "DaemonSet", DaemonSet.class,
            "Deployment", Deployment.class);

    private final Helm chart = new Helm(Tree.packaging().resolve("helm/peregrine"));

    @Test
    void helmFindsNoFault() {
        LintResult result = chart.lint().strict().call();
        assertThat(result.isFailed()).as(result.getMessages()::toString).isFalse();
    }

    @Test
    void byDefaultEveryNodeIsWatchedWithFourCapabilities() throws IOException {
        Map<String, JsonNode> objects = render(Map.of());
        JsonNode pod = objects.get("DaemonSet/test-peregrine").at("/spec/template/spec");
        JsonNode container = pod.at("/containers/0");
        JsonNode security = container.at("/securityContext");
        assertThat(objects.keySet())
                .containsExactly(
                        "ConfigMap/test-peregrine",
                        "ConfigMap/test-peregrine-rules",
                        "DaemonSet/test-peregrine",
                        "ServiceAccount/test-peregrine");
        assertThat(texts(security.at("/capabilities/add")))
                .containsExactly("BPF", "PERFMON", "SYS_PTRACE", "DAC_READ_SEARCH");
        assertThat(texts(security.at("/capabilities/drop"))).containsExactly("ALL");
        assertThat(security.at("/readOnlyRootFilesystem").asBoolean()).isTrue();
        assertThat(security.at("/allowPrivilegeEscalation").asBoolean()).isFalse();
        assertThat(security.has("privileged")).isFalse();
        assertThat(container.at("/image").asText()).isEqualTo("peregrine:0.1.0");
        assertThat(container.at("/livenessProbe/httpGet/path").asText()).isEqualTo("/healthz");
        assertThat(container.at("/readinessProbe/httpGet/path").asText()).isEqualTo("/readyz");
        assertThat(pod.at("/automountServiceAccountToken").asBoolean()).isFalse();
        for (JsonNode mount : container.at("/volumeMounts")) {
            assertThat(mount.at("/readOnly").asBoolean()).as(mount.toString()).isTrue();
            assertThat(mount.has("subPath"))
                    .as("a mount of one file is never updated")
                    .isFalse();
        }
        assertThat(texts(pod.at("/volumes"), "/hostPath/path"))
                .contains("/proc", "/sys/kernel/tracing", "/run/containerd", "/run/crio", "/var/run")
                .noneMatch(path -> path.endsWith(".sock"));
    }

    @Test
    void whatTheUserWritesReachesTheEngine() throws IOException {
        Map<String, JsonNode> objects = render(Map.of(
                "falco.priority", "warning",
                "customRules.mine\\.yaml", "- list: mine",
                "metrics.enabled", "true",
                "serviceMonitor.create", "true",
                "grafana.dashboards.enabled", "true",
                "services[0].name", "k8saudit-webhook",
                "services[0].ports[0].port", "9765"));
        JsonNode settings = YAML.readTree(
                objects.get("ConfigMap/test-peregrine").at("/data/values.yaml").asText());
        assertThat(settings.at("/priority").asText()).isEqualTo("warning");
        assertThat(settings.at("/metrics/enabled").asBoolean()).isTrue();
        assertThat(settings.at("/webserver/prometheus_metrics_enabled").asBoolean())
                .isTrue();
        assertThat(settings.at("/webserver/enabled").asBoolean()).isTrue();
        assertThat(objects.get("ConfigMap/test-peregrine-rules")
                        .at("/data")
                        .get("mine.yaml")
                        .asText())
                .isEqualTo("- list: mine");
        assertThat(objects).containsKeys("Service/test-peregrine-metrics", "Service/test-peregrine-k8saudit-webhook");
        assertThat(objects.get("ServiceMonitor/test-peregrine")
                        .at("/spec/endpoints/0/port")
                        .asText())
                .isEqualTo(objects.get("Service/test-peregrine-metrics")
                        .at("/spec/ports/0/name")
                        .asText());
        JsonNode dashboard = new ObjectMapper()
                .readTree(objects.get("ConfigMap/test-peregrine-dashboard")
                        .at("/data")
                        .get("peregrine.json")
                        .asText());
        assertThat(dashboard.at("/panels").size()).isEqualTo(8);
    }

    @Test
    void withoutSystemCallsNothingIsPrivileged() throws IOException {
        Map<String, JsonNode> objects = render(Map.of("driver.enabled", "false", "controller.kind", "deployment"));
        JsonNode pod = objects.get("Deployment/test-peregrine").at("/spec/template/spec");
        JsonNode security = pod.at("/containers/0/securityContext");
        assertThat(security.at("/runAsNonRoot").asBoolean()).isTrue();
        assertThat(security.at("/capabilities/add").isMissingNode()).isTrue();
        assertThat(texts(pod.at("/volumes"), "/hostPath/path")).containsOnly("");
    }

    @Test
    void aKindThatIsNoneIsRefused() {
        assertThatThrownBy(() -> render(Map.of("controller.kind", "pod")))
                .hasMessageContaining("controller.kind must be");
    }

    /** The rendered objects by kind and name, each of which has nothing that its type does not know. */
    private Map<String, JsonNode> render(Map<String, String> values) throws IOException {
        TemplateCommand command = chart.template().withName("test");
        values.forEach(command::set);
        Map<String, JsonNode> objects = new TreeMap<>();
        for (String document : command.call().split("(?m)^---$")) {
            JsonNode object = YAML.readTree(document);
            if (object == null || object.isMissingNode() || object.isNull() || object.isEmpty()) {
                continue;
            }
            String name = object.at("/kind").asText() + "/"
                    + object.at("/metadata/name").asText();
            Class<?> type = TYPES.get(object.at("/kind").asText());
            if (type != null) {
                JsonNode understood = YAML.valueToTree(YAML.treeToValue(object, type));
                assertThat(unknown("", object, understood)).as(name).isEmpty();
                assertThat(surplus(YAML.treeToValue(object, type))).as(name).isEmpty();
            } else {
                assertThat(object.at("/apiVersion").asText()).isEqualTo("monitoring.coreos.com/v1");
            }
            objects.put(name, object);
        }
        return objects;
    }

    /** Paths of what is in an object and was not in the typed one that was read from it. */
    private static List<String> unknown(String path, JsonNode object, JsonNode typed) {
        List<String> lost = new ArrayList<>();
        object.properties().forEach(entry -> {
            String name = path + "/" + entry.getKey();
            JsonNode there = typed.path(entry.getKey());
            if (there.isMissingNode()
                    && !entry.getValue().isNull()
                    && !(entry.getValue().isContainerNode() && entry.getValue().isEmpty())) {
                lost.add(name);
            } else if (entry.getValue().isObject()) {
                lost.addAll(unknown(name, entry.getValue(), there));
            } else if (entry.getValue().isArray()) {
                for (int i = 0; i < entry.getValue().size(); i++) {
                    lost.addAll(unknown(name + "/" + i, entry.getValue().get(i), there.path(i)));
                }
            }
        });
        return lost;
    }

    /** Names that the types of the model keep aside because they do not know them. */
    private static List<String> surplus(Object value) {
        List<String> names = new ArrayList<>();
        for (Method method : value.getClass().getMethods()) {
            if (method.getParameterCount() != 0
                    || !method.getName().startsWith("get")
                    || method.getName().equals("getClass")) {
                continue;
            }
            try {
                Object part = method.invoke(value);
                if (method.getName().equals("getAdditionalProperties")) {
                    ((Map<?, ?>) part)
                            .keySet()
                            .forEach(key -> names.add(value.getClass().getSimpleName() + "." + key));
                } else if (part instanceof List<?> list) {
                    list.stream().filter(ChartTest::isModel).forEach(each -> names.addAll(surplus(each)));
                } else if (isModel(part)) {
                    names.addAll(surplus(part));
                }
            } catch (ReflectiveOperationException e) {
                throw new AssertionError(e);
            }
        }
        return names;
    }

    private static boolean isModel(Object part) {
        return part != null
                && part.getClass().getPackageName().startsWith("io.fabric8.kubernetes.api.model")
                && !part.getClass().isEnum();
    }

    private static List<String> texts(JsonNode list) {
        return texts(list, "");
    }

    private static List<String> texts(JsonNode list, String pointer) {
        List<String> texts = new ArrayList<>();
        list.forEach(each -> texts.add(each.at(pointer).asText()));
        return texts;
    }
}
