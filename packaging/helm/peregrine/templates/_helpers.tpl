{{- define "peregrine.fullname" -}}
{{- if .Values.fullnameOverride }}{{ .Values.fullnameOverride | trunc 63 | trimSuffix "-" }}
{{- else }}{{ $name := default .Chart.Name .Values.nameOverride }}
{{- if contains $name .Release.Name }}{{ .Release.Name | trunc 63 | trimSuffix "-" }}
{{- else }}{{ printf "%s-%s" .Release.Name $name | trunc 63 | trimSuffix "-" }}{{ end }}{{ end }}
{{- end }}

{{- define "peregrine.selectorLabels" -}}
app.kubernetes.io/name: {{ default .Chart.Name .Values.nameOverride }}
app.kubernetes.io/instance: {{ .Release.Name }}
{{- end }}

{{- define "peregrine.labels" -}}
helm.sh/chart: {{ printf "%s-%s" .Chart.Name .Chart.Version }}
{{ include "peregrine.selectorLabels" . }}
app.kubernetes.io/version: {{ .Chart.AppVersion | quote }}
app.kubernetes.io/managed-by: {{ .Release.Service }}
{{- end }}

{{- define "peregrine.serviceAccountName" -}}
{{- if .Values.serviceAccount.create }}{{ default (include "peregrine.fullname" .) .Values.serviceAccount.name }}
{{- else }}{{ default "default" .Values.serviceAccount.name }}{{ end }}
{{- end }}

{{- define "peregrine.image" -}}
{{- with .Values.image.registry }}{{ . }}/{{ end }}{{ .Values.image.repository }}:{{ .Values.image.tag | default .Chart.AppVersion }}
{{- end }}

{{/* The runtimes whose sockets are mounted, by name. */}}
{{- define "peregrine.sockets" -}}
{{- $sockets := dict }}
{{- if and .Values.collectors.enabled .Values.driver.enabled }}
{{- range $name := list "docker" "containerd" "crio" }}
{{- $collector := index $.Values.collectors $name }}
{{- if $collector.enabled }}{{ $_ := set $sockets $name $collector.socket }}{{ end }}
{{- end }}{{ end }}
{{- $sockets | toJson }}
{{- end }}

{{/* The settings of the chart's own values below those that the user writes. */}}
{{- define "peregrine.configuration" -}}
{{- $own := dict }}
{{- if not .Values.driver.enabled }}{{ $_ := set $own "engine" (dict "kind" "nodriver") }}{{ end }}
{{- if .Values.metrics.enabled }}
{{- $_ := set $own "metrics" (dict "enabled" true "interval" .Values.metrics.interval "output_rule" false) }}
{{- $_ := set $own "webserver" (dict "prometheus_metrics_enabled" true) }}
{{- end }}
{{- toYaml (mergeOverwrite $own (deepCopy .Values.falco)) }}
{{- end }}

{{- define "peregrine.pod" -}}
metadata:
  labels:
    {{- include "peregrine.selectorLabels" . | nindent 4 }}
    {{- with .Values.podLabels }}{{ toYaml . | nindent 4 }}{{ end }}
  {{- with .Values.podAnnotations }}
  annotations:
    {{- toYaml . | nindent 4 }}
  {{- end }}
spec:
  serviceAccountName: {{ include "peregrine.serviceAccountName" . }}
  automountServiceAccountToken: false
  hostPID: {{ .Values.hostPID }}
  terminationGracePeriodSeconds: {{ .Values.terminationGracePeriodSeconds }}
  {{- with .Values.podSecurityContext }}
  securityContext:
    {{- toYaml . | nindent 4 }}
  {{- end }}
  {{- with .Values.imagePullSecrets }}
  imagePullSecrets:
    {{- toYaml . | nindent 4 }}
  {{- end }}
  {{- with .Values.priorityClassName }}
  priorityClassName: {{ . }}
  {{- end }}
  {{- with .Values.nodeSelector }}
  nodeSelector:
    {{- toYaml . | nindent 4 }}
  {{- end }}
  {{- with .Values.affinity }}
  affinity:
    {{- toYaml . | nindent 4 }}
  {{- end }}
  {{- with .Values.tolerations }}
  tolerations:
    {{- toYaml . | nindent 4 }}
  {{- end }}
  containers:
    - name: peregrine
      image: {{ include "peregrine.image" . }}
      imagePullPolicy: {{ .Values.image.pullPolicy }}
      {{- with .Values.extra.args }}
      args:
        {{- toYaml . | nindent 8 }}
      {{- end }}
      securityContext:
        {{- if .Values.driver.enabled }}
        {{- toYaml .Values.containerSecurityContext | nindent 8 }}
        {{- else }}
        {{- toYaml (merge (dict "runAsUser" 64435 "runAsGroup" 64435 "runAsNonRoot" true "capabilities" (dict "drop" (list "ALL"))) (omit .Values.containerSecurityContext "runAsUser" "runAsGroup" "capabilities")) | nindent 8 }}
        {{- end }}
      resources:
        {{- toYaml .Values.resources | nindent 8 }}
      env:
        - name: HOST_ROOT
          value: /host
        - name: FALCO_HOSTNAME
          valueFrom:
            fieldRef:
              fieldPath: spec.nodeName
        {{- with .Values.extra.env }}{{ toYaml . | nindent 8 }}{{ end }}
      ports:
        - name: web
          containerPort: {{ .Values.falco.webserver.listen_port | default 8765 }}
          protocol: TCP
      {{- if .Values.falco.webserver.enabled }}
      livenessProbe:
        {{- toYaml .Values.healthChecks.livenessProbe | nindent 8 }}
        httpGet:
          path: {{ .Values.falco.webserver.k8s_healthz_endpoint | default "/healthz" }}
          port: web
      readinessProbe:
        {{- toYaml .Values.healthChecks.readinessProbe | nindent 8 }}
        httpGet:
          path: /readyz
          port: web
      {{- end }}
      volumeMounts:
        - name: config
          mountPath: /etc/peregrine/config.d
          readOnly: true
        - name: rules
          mountPath: /etc/peregrine/rules.d
          readOnly: true
        {{- if .Values.driver.enabled }}
        - name: proc
          mountPath: /host/proc
          readOnly: true
        - name: etc
          mountPath: /host/etc
          readOnly: true
        - name: tracing
          mountPath: /sys/kernel/tracing
          readOnly: true
        {{- end }}
        {{- range $name, $socket := include "peregrine.sockets" . | fromJson }}
        - name: {{ $name }}-socket
          mountPath: /host{{ dir $socket }}
          readOnly: true
        {{- end }}
        {{- with .Values.mounts.volumeMounts }}{{ toYaml . | nindent 8 }}{{ end }}
  volumes:
    - name: config
      configMap:
        name: {{ include "peregrine.fullname" . }}
    - name: rules
      configMap:
        name: {{ include "peregrine.fullname" . }}-rules
    {{- if .Values.driver.enabled }}
    - name: proc
      hostPath:
        path: /proc
    - name: etc
      hostPath:
        path: /etc
    # The numbers of tracepoints: where the kernel lets no programs stand at its functions, other calls pay less with them.
    - name: tracing
      hostPath:
        path: /sys/kernel/tracing
    {{- end }}
    {{- range $name, $socket := include "peregrine.sockets" . | fromJson }}
    - name: {{ $name }}-socket
      hostPath:
        path: {{ dir $socket }}
    {{- end }}
    {{- with .Values.mounts.volumes }}{{ toYaml . | nindent 4 }}{{ end }}
{{- end }}
