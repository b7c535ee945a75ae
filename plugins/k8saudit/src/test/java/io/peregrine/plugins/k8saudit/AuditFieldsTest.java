package io.peregrine.plugins.k8saudit;

import static org.assertj.core.api.Assertions.assertThat;

import io.peregrine.event.SourceName;
import io.peregrine.plugin.testing.FieldTester;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the fields say of an audit event of a pod, of a role binding, of a role, and of what is no audit event. */
class AuditFieldsTest {
    private static final String POD = """
            {"kind":"Event","auditID":"a-1","stage":"ResponseComplete","requestURI":"/api/v1/namespaces/shop/pods?dryRun=All&x=a%20b","verb":"create",
            "user":{"username":"eve","groups":["dev","system:authenticated"]},"impersonatedUser":{"username":"bob"},"sourceIPs":["10.0.0.9"],"userAgent":"kubectl/1.30",
            "objectRef":{"resource":"pods","namespace":"shop","name":"web"},"responseStatus":{"code":201},"annotations":{"authorization.k8s.io/decision":"allow"},
            "requestObject":{"spec":{"hostNetwork":true,"securityContext":{"runAsUser":1000,"supplementalGroups":[5,6]},
              "containers":[{"name":"a","image":"docker.io/nginx:1.27@sha256:00","command":["sh","-c"],"args":["x","y"],"ports":[{"containerPort":80},{"hostPort":8443}],
                "securityContext":{"privileged":true,"capabilities":{"add":["SYS_ADMIN"]}}},{"name":"b","image":"busybox"}],
              "initContainers":[{"name":"i","image":"alpine:3"}],
              "volumes":[{"name":"v","hostPath":{"path":"/etc"}},{"name":"w","emptyDir":{}}]}},
            "responseObject":{"metadata":{"name":"web-1"}},"stageTimestamp":"2026-11-28T10:00:00.123456Z"}""";

    private static final String BINDING = """
            {"kind":"Event","auditID":"a-2","requestObject":{"roleRef":{"name":"cluster-admin"},"subjects":[{"kind":"User","name":"eve"},
            {"kind":"ServiceAccount","name":"bot","namespace":"shop"},{"kind":"Group","name":"ops"}]}}""";

    private static final String ROLE = """
            {"kind":"Event","auditID":"a-3","requestObject":{"rules":[{"verbs":["get","list"],"resources":["secrets"]},{"verbs":["*"],"nonResourceURLs":["/x"]}]}}""";

    private final FieldTester tester = new FieldTester(new AuditPlugin(), new SourceName("k8s_audit", 1));

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "ka.auditid | a-1",
                "ka.verb | create",
                "ka.uri.param[dryRun] | All",
                "ka.uri.param[x] | a b",
                "ka.uri.param[none] |",
                "ka.user.name | eve",
                "ka.user.groups | dev,system:authenticated",
                "ka.impuser.name | bob",
                "ka.target.resource | pods",
                "ka.target.pod.name | web-1",
                "ka.auth.decision | allow",
                "ka.response.code | 201",
                "ka.req.pod.host_network | true",
                "ka.req.pod.containers.image | docker.io/nginx:1.27@sha256:00,busybox",
                "ka.req.pod.containers.image[1] | busybox",
                "ka.req.pod.containers.image.repository | docker.io/nginx,busybox",
                "ka.req.container.image | docker.io/nginx:1.27@sha256:00",
                "ka.req.pod.containers.command | sh -c",
                "ka.req.pod.containers.args | x y",
                "ka.req.pod.containers.host_port | 80,8443",
                "ka.req.pod.containers.privileged | true",
                "ka.req.container.privileged | true",
                "ka.req.pod.containers.add_capabilities | [\"SYS_ADMIN\"]",
                "ka.req.pod.run_as_user | 1000",
                "ka.req.pod.containers.eff_run_as_user | 0,0",
                "ka.req.pod.supplemental_groups | 5,6",
                "ka.req.pod.volumes.hostpath | /etc",
                "ka.req.volume.hostpath[/etc] | true",
                "ka.req.volume.hostpath[/e*] | true",
                "ka.req.volume.hostpath[/var*] | false",
                "ka.req.pod.volumes.volume_type | hostPath,emptyDir",
                "ka.req.pod.initContainers.image | alpine:3",
                "ka.req.pod.ephemeralContainers.image |"
            })
    void ofAPod(String field, String expected) throws Exception {
        assertThat(tester.payload(POD, 1).values(field))
                .isEqualTo(expected == null ? List.of() : List.of(expected.split(",(?! )")));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "ka.req.binding.role | cluster-admin",
                "ka.req.binding.subjects.user_names | eve",
                "ka.req.binding.subjects.serviceaccount_ns_names | shop:bot",
                "ka.req.binding.subjects.group_names | ops",
                "ka.req.binding.subject.has_name[x] | true"
            })
    void ofARoleBinding(String field, String expected) throws Exception {
        assertThat(tester.payload(BINDING, 1).values(field)).containsExactly(expected);
    }

    @Test
    void ofARole() throws Exception {
        tester.payload(ROLE, 1);
        assertThat(tester.values("ka.req.role.rules.verbs")).containsExactly("get", "list", "*");
        assertThat(tester.values("ka.req.role.rules.verbs[1]")).containsExactly("*");
        assertThat(tester.values("ka.req.role.rules.resources")).containsExactly("secrets");
        assertThat(tester.values("ka.req.role.rules"))
                .contains("{\"verbs\":[\"get\",\"list\"],\"resources\":[\"secrets\"]}");
    }

    @Test
    void whatIsNoAuditEventHasNoField() throws Exception {
        for (String text : List.of("", "{", "[]", "{\"verb\":\"get\"}", "no json", "{\"auditID\":\"x\"} {")) {
            assertThat(tester.payload(text, 1).values("ka.verb")).as(text).isEmpty();
        }
    }
}
