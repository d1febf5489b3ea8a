package io.ordo.scheduler.target;

import java.util.stream.Stream;

/** URLs by which somebody may try to reach this machine, its neighbours or the metadata of its cloud. */
public final class HostileUrls {
    private HostileUrls() {}

    /** All of them, at one port where they name any. */
    public static Stream<String> at(int port) {
        return Stream.of(ADDRESSES, SPELLINGS, NAMES, TEXTS)
                .flatMap(String::lines)
                .map(line -> line.replace("PORT", Integer.toString(port)).translateEscapes());
    }

    /** Plain addresses that are not for targets. */
    static final String ADDRESSES = """
            http://127.0.0.1:PORT/
            http://127.255.255.254:PORT/
            http://0.0.0.0:PORT/
            http://0.1.2.3:PORT/
            http://10.0.0.1:PORT/
            http://172.16.0.1:PORT/
            http://172.31.255.255:PORT/
            http://192.168.1.1:PORT/
            http://169.254.169.254/latest/meta-data/
            http://169.254.170.2/v2/credentials
            http://100.100.100.200/latest/meta-data/
            http://168.63.129.16/
            http://192.0.0.192/opc/v2/
            http://100.64.0.1:PORT/
            http://192.0.2.1:PORT/
            http://198.18.0.1:PORT/
            http://198.51.100.1:PORT/
            http://203.0.113.1:PORT/
            http://224.0.0.1:PORT/
            http://240.0.0.1:PORT/
            http://255.255.255.255:PORT/
            http://[::1]:PORT/
            http://[::]:PORT/
            http://[0:0:0:0:0:0:0:1]:PORT/
            http://[::ffff:127.0.0.1]:PORT/
            http://[::ffff:7f00:1]:PORT/
            http://[::FFFF:127.0.0.1]:PORT/
            http://[::127.0.0.1]:PORT/
            http://[64:ff9b::127.0.0.1]:PORT/
            http://[64:ff9b::a9fe:a9fe]/
            http://[64:ff9b:1::7f00:1]:PORT/
            http://[2002:7f00:1::]:PORT/
            http://[2002:a9fe:a9fe::1]/
            http://[2001:0:7f00:1::]:PORT/
            http://[2001:0:808:808:0:0:80ff:fffe]:PORT/
            http://[fe80::1]:PORT/
            http://[fd00:ec2::254]/latest/meta-data/
            http://[fd12:3456:789a::1]:PORT/
            http://[fec0::1]:PORT/
            http://[ff02::1]:PORT/
            http://[2001:db8::1]:PORT/
            http://[100::1]:PORT/
            """;

    /** Addresses as only some programs read them. */
    static final String SPELLINGS = """
            http://2130706433:PORT/
            http://017700000001:PORT/
            http://0x7f000001:PORT/
            http://0X7F000001:PORT/
            http://127.1:PORT/
            http://127.0.1:PORT/
            http://0:PORT/
            http://0x7f.1:PORT/
            http://0x7f.0.0.1:PORT/
            http://0177.0.0.1:PORT/
            http://0177.1:PORT/
            http://127.0.0.01:PORT/
            http://0127.0.0.1:PORT/
            http://0x7f.0.0.0x1:PORT/
            http://127.0x0.0.1:PORT/
            http://127.0.0.1.:PORT/
            http://127.0.0.256:PORT/
            http://127.0.0.1.1:PORT/
            http://425.510.425.510/
            http://[fe80::1%25lo]:PORT/
            http://[::1%lo]:PORT/
            http://[::1%1]:PORT/
            http://[127.0.0.1]:PORT/
            http://[::1]x:PORT/
            http://[[::1]]:PORT/
            http://[::ffff:127.1]:PORT/
            http://[::ffff:0177.0.0.1]:PORT/
            """;

    /** Hosts that are turned into an address or into another name on the way. */
    static final String NAMES = """
            http://127%2e0%2e0%2e1:PORT/
            http://%31%32%37.0.0.1:PORT/
            http://%6c%6f%63%61%6c%68%6f%73%74:PORT/
            http://\uff11\uff12\uff17.0.0.1:PORT/
            http://127\u30020\u30020\u30021:PORT/
            http://127\uff0e0\uff0e0\uff0e1:PORT/
            http://\u2460\u2461\u2466.0.0.1:PORT/
            http://\u24db\u24de\u24d2\u24d0\u24db\u24d7\u24de\u24e2\u24e3:PORT/
            http://\u0661\u0662\u0667.0.0.1:PORT/
            http://l\u00adocalhost:PORT/
            http://localhost.:PORT/
            http://local_host:PORT/
            """;

    /** Texts in which some read one host and some another. */
    static final String TEXTS = """
            http://example.org@127.0.0.1:PORT/
            http://127.0.0.1:PORT@example.org/
            http://example.org:80@127.0.0.1:PORT/
            http://@127.0.0.1:PORT/
            http://example.org%40127.0.0.1:PORT/
            http://example.org\\\\@127.0.0.1:PORT/
            http://127.0.0.1:PORT\\\\@example.org/
            http://127.0.0.1:PORT#@example.org/
            http://127.0.0.1:PORT?@example.org/
            http:\\\\\\\\127.0.0.1:PORT\\\\
            http:/127.0.0.1:PORT/
            http:127.0.0.1:PORT/
            http:///127.0.0.1:PORT/
            //127.0.0.1:PORT/
            http://:PORT/
            http://
            http://127.0.0.1\\t:PORT/
            http://127.0.0.1:PORT/ HTTP/1.1\\r\\nHost: example.org
            http://127.0.0.1:PORT/\u010d\u010a
            \\001http://127.0.0.1:PORT/
            \\shttp://127.0.0.1:PORT/
            http://127.0.0.1\\0.example.org:PORT/
            http://127.0.0.1:0/
            http://127.0.0.1:65536/
            http://127.0.0.1:4294967376/
            http://127.0.0.1:-1/
            HTTP://127.0.0.1:PORT/
            HtTpS://[::1]:PORT/
            file:///etc/passwd
            gopher://127.0.0.1:PORT/
            ftp://127.0.0.1:PORT/
            jar:http://127.0.0.1:PORT/!/
            javascript:alert(1)
            unix:///var/run/docker.sock
            """;
}
