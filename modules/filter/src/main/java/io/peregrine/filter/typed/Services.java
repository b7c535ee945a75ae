package io.peregrine.filter.typed;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** The port numbers of service names: those of a services(5) file, and of the common services when there is no file or no such name. */
public final class Services {
    private static final String COMMON =
            "ftp-data 20 ftp 21 ssh 22 telnet 23 smtp 25 mail 25 time 37 whois 43 domain 53 bootps 67 bootpc 68 tftp 69 gopher 70 "
                    + "finger 79 http 80 www 80 kerberos 88 krb5 88 pop3 110 pop-3 110 sunrpc 111 portmapper 111 auth 113 nntp 119 "
                    + "ntp 123 netbios-ns 137 netbios-dgm 138 netbios-ssn 139 imap2 143 imap 143 snmp 161 snmp-trap 162 snmptrap 162 "
                    + "bgp 179 irc 194 ldap 389 https 443 microsoft-ds 445 submissions 465 syslog 514 shell 514 cmd 514 exec 512 "
                    + "login 513 printer 515 submission 587 ipp 631 ldaps 636 rsync 873 ftps-data 989 ftps 990 telnets 992 imaps 993 "
                    + "ircs 994 pop3s 995 socks 1080 openvpn 1194 ms-sql-s 1433 ms-sql-m 1434 radius 1812 radius-acct 1813 nfs 2049 "
                    + "mysql 3306 svn 3690 postgresql 5432 postgres 5432 amqps 5671 amqp 5672 sip 5060 sip-tls 5061 x11 6000 "
                    + "redis 6379 http-alt 8080 webcache 8080 zabbix-agent 10050 zabbix-trapper 10051";

    private static final Pattern COMMENT = Pattern.compile("#.*");
    private static final Pattern BLANKS = Pattern.compile("\\s+");
    private static final Pattern PORT = Pattern.compile("[0-9]{1,5}/.+");

    private final Path file;
    /** What the file says, once a name was asked for. */
    private volatile Optional<Map<String, Integer>> ports = Optional.empty();

    private Services(Path file) {
        this.file = file;
    }

    /** The services of this machine. */
    public static Services ofThisMachine() {
        return ofFile(Path.of("/etc/services"));
    }

    /** The services of a file in the format of services(5); a file that cannot be read counts as empty. It is read when a name
     * is first asked for. */
    public static Services ofFile(Path file) {
        return new Services(file);
    }

    private static Map<String, Integer> read(Path file) {
        Map<String, Integer> ports = new HashMap<>();
        try {
            Files.readString(file, StandardCharsets.ISO_8859_1).lines().forEach(line -> addLine(ports, line));
        } catch (IOException e) {
            ports.clear();
        }
        String[] common = COMMON.split(" ");
        for (int i = 0; i < common.length; i += 2) {
            ports.putIfAbsent(common[i], Integer.valueOf(common[i + 1]));
        }
        return Map.copyOf(ports);
    }

    private static void addLine(Map<String, Integer> ports, String line) {
        String[] words = BLANKS.split(COMMENT.matcher(line).replaceFirst("").trim());
        if (words.length < 2 || !PORT.matcher(words[1]).matches()) {
            return;
        }
        int port = Integer.parseInt(words[1].substring(0, words[1].indexOf('/')));
        for (int i = 0; i < words.length; i++) {
            if (i != 1) {
                ports.putIfAbsent(words[i], port);
            }
        }
    }

    /** The port of a service, empty when the name is unknown. */
    public Optional<Integer> port(String name) {
        if (ports.isEmpty()) {
            ports = Optional.of(read(file));
        }
        return Optional.ofNullable(ports.get().get(name));
    }
}
