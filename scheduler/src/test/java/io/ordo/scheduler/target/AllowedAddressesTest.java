package io.ordo.scheduler.target;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AllowedAddressesTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "1.0.0.0",
                "9.255.255.255",
                "11.0.0.0",
                "100.63.255.255",
                "100.128.0.0",
                "126.255.255.255",
                "128.0.0.0",
                "169.253.255.255",
                "169.255.0.0",
                "172.15.255.255",
                "172.32.0.0",
                "192.167.255.255",
                "192.169.0.0",
                "198.17.255.255",
                "198.20.0.0",
                "223.255.255.255",
                "2001:200::1",
                "2606:4700::1",
                "3ffe:ffff::1",
                "64:ff9b::808:808",
                "2002:808:808::1",
                "2001:0:808:808:0:0:f7f7:f7f7",
            })
    void allOnTheInternetMayBeReached(String address) {
        assertThat(AllowedAddresses.of("").refusal(Range.address(address))).isEmpty();
    }

    /** The first and the last of each range, so that its neighbours above are not the only proof of where it ends. */
    @ParameterizedTest
    @CsvSource({
        "127.0.0.0, loopback",
        "127.255.255.255, loopback",
        "::1, loopback",
        "10.0.0.0, private",
        "10.255.255.255, private",
        "172.16.0.0, private",
        "172.31.255.255, private",
        "192.168.0.0, private",
        "192.168.255.255, private",
        "fc00::, private",
        "fdff:ffff:ffff:ffff:ffff:ffff:ffff:ffff, private",
        "fec0::1, private",
        "169.254.0.0, link-local",
        "169.254.255.255, link-local",
        "fe80::1, link-local",
        "febf::1, link-local",
        "100.64.0.0, shared",
        "100.127.255.255, shared",
        "0.0.0.0, unspecified",
        "0.255.255.255, unspecified",
        "::, unspecified",
        "224.0.0.0, multicast",
        "239.255.255.255, multicast",
        "ff02::1, multicast",
        "192.0.2.0, documentation",
        "198.51.100.255, documentation",
        "203.0.113.7, documentation",
        "2001:db8::1, documentation",
        "3fff:fff::1, documentation",
        "198.18.0.0, benchmarking",
        "198.19.255.255, benchmarking",
        "2001:2::1, benchmarking",
        "192.0.0.1, reserved",
        "192.88.99.1, reserved",
        "240.0.0.0, reserved",
        "255.255.255.255, reserved",
        "::7f00:1, reserved",
        "64:ff9b:1::1, reserved",
        "100::1, reserved",
        "2001:20::1, reserved",
        "4000::1, reserved",
        "5f00::1, reserved",
        "fe00::1, reserved",
        "169.254.169.254, metadata",
        "100.100.100.200, metadata",
        "168.63.129.16, metadata",
        "192.0.0.192, metadata",
        "fd00:ec2::254, metadata",
        "fd20:ce::254, metadata",
        "64:ff9b::7f00:1, loopback",
        "2002:a00:1::, private",
        "2001:0:a00:1:0:0:f7f7:f7f7, private",
        "2001:0:808:808:0:0:80ff:fffe, loopback",
        "64:ff9b::a9fe:a9fe, metadata",
    })
    void theRestIsOpenedByItsWordAlone(String address, String word) {
        var bytes = Range.address(address);
        assertThat(AllowedAddresses.of("").refusal(bytes)).isPresent();
        assertThat(AllowedAddresses.of(word).refusal(bytes)).isEmpty();
        assertThat(AllowedAddresses.of(allBut(word)).refusal(bytes)).isPresent();
    }

    private static String allBut(String word) {
        return "loopback,private,link-local,shared,unspecified,multicast,documentation,benchmarking,reserved,metadata"
                .replaceFirst(word + ",?", "");
    }

    /** As a resolver could make it; what is read from a text becomes IPv4 at once. */
    @Test
    void anAddressOfIpv4InSixteenBytesIsJudgedAsWhatItIs() throws UnknownHostException {
        byte[] mapped = {0, 0, 0, 0, 0, 0, 0, 0, 0, 0, -1, -1, 127, 0, 0, 1};
        InetAddress address = Inet6Address.getByAddress("sink", mapped, -1);
        assertThat(address).isInstanceOf(Inet6Address.class);
        assertThat(AllowedAddresses.of("").refusal(address))
                .hasValue("a loopback address, which ORDO_ALLOWED_ADDRESSES does not open");
        assertThat(AllowedAddresses.of("127.0.0.0/8").refusal(address)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "10.0.0.0/8, 10.255.255.255, 192.168.0.1",
        "10.1.2.128/25, 10.1.2.255, 10.1.2.127",
        "127.0.0.1, 127.0.0.1, 127.0.0.2",
        "fd00::/9, fd7f::1, fd80::1",
        "'192.168.0.0/16, fd00::/8', fd80::1, 10.0.0.1",
        "0.0.0.0/0, 127.0.0.1, ::1",
        "::/0, ::1, 127.0.0.1",
        "192.168.0.0/16, 64:ff9b::c0a8:1, 64:ff9b::a00:1",
        "64:ff9b:1::/48, 64:ff9b:1::7f00:1, 64:ff9b:2::1",
    })
    void aRangeOpensWhatIsInIt(String setting, String in, String out) {
        var allowed = AllowedAddresses.of(setting);
        assertThat(allowed.refusal(Range.address(in))).isEmpty();
        assertThat(allowed.refusal(Range.address(out))).isPresent();
    }

    @Test
    void noRangeOpensTheMetadataOfAClouds() {
        var allowed = AllowedAddresses.of("0.0.0.0/0,::/0,169.254.169.254");
        for (String address : new String[] {"169.254.169.254", "fd00:ec2::254", "64:ff9b::a9fe:a9fe"}) {
            assertThat(allowed.refusal(Range.address(address)))
                    .hasValue("the address of a cloud's metadata service, which ORDO_ALLOWED_ADDRESSES does not open");
        }
    }

    @Test
    void blanksAndEmptyItemsMeanNothing() {
        var allowed = AllowedAddresses.of(" loopback , ,10.0.0.0/8,");
        assertThat(allowed.refusal(Range.address("127.0.0.1"))).isEmpty();
        assertThat(allowed.refusal(Range.address("10.0.0.1"))).isEmpty();
        assertThat(allowed.refusal(Range.address("192.168.0.1"))).isPresent();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "lopback",
                "Loopback",
                "localhost",
                "10.0.0.0/33",
                "10.0.0.0/-1",
                "10.0.0.0/",
                "10.0.0.0/8/8",
                "10.0.0.0/+8",
                "10/8",
                "10.0.0.1/8",
                "010.0.0.0/8",
                "10.0.0.256",
                "[::1]",
                "fe80::1%lo",
                "fd00::1/8",
                "::/129",
                ":",
            })
    void whatIsNeitherAWordNorARangeEndsTheStart(String item) {
        assertThatThrownBy(() -> AllowedAddresses.of("private," + item))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("ORDO_ALLOWED_ADDRESSES must be of the words metadata, loopback, private, link-local,"
                        + " shared, unspecified, multicast, documentation, benchmarking, reserved and of ranges from"
                        + " their first address, such as 10.0.0.0/8 or fd00::/8, with commas between; '" + item
                        + "' is neither.");
    }
}
