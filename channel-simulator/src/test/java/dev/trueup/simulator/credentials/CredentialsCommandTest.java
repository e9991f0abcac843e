package dev.trueup.simulator.credentials;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trueup.channels.CallbackProtocol.Verification;
import dev.trueup.channels.CredentialsFile;
import dev.trueup.channels.PaymentChannel.MerchantSide;
import dev.trueup.channels.PaymentChannels;
import dev.trueup.channels.ReceivedCallback;
import dev.trueup.channels.sandbox.SandboxCredentials;
import dev.trueup.channels.sandbox.SandboxCredentialsFile;
import dev.trueup.channels.wechatpay.WechatPayCallbacks;
import dev.trueup.channels.wechatpay.WechatPayCredentials;
import dev.trueup.simulator.alipay.AlipaySecrets;
import dev.trueup.simulator.wechatpay.WechatPayChannel;
import dev.trueup.simulator.wechatpay.WechatPaySecrets;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CredentialsCommandTest {
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    /** Made once: keys take long to make. */
    @TempDir
    static Path made;

    @TempDir
    Path directory;

    @BeforeAll
    static void make() throws IOException {
        CredentialsMaker.make(made, CredentialsMaker.DEFAULT_BASE_URL);
    }

    @Test
    void makesCredentialsOfItsOwnThatOnlyTheOwnerReads() throws IOException {
        Path target = directory.resolve("new/one");
        assertThat(run(target.toString(), "--base-url=https://channels.example:1237/"))
                .isZero();
        SandboxCredentials one = SandboxCredentialsFile.read(target);
        assertThat(one.baseUrl()).hasToString("https://channels.example:1237/sandbox");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(target.resolve("sandbox.json"))))
                .isEqualTo("rw-------");
        assertThat(out.toString(StandardCharsets.UTF_8))
                .contains("sandbox.json")
                .doesNotContain(one.apiKey())
                .doesNotContain(one.webhookSecret());
        SandboxCredentials other = SandboxCredentialsFile.read(made);
        assertThat(one.webhookSecret()).isNotEqualTo(other.webhookSecret());
        assertThat(one.apiKey()).isNotEqualTo(other.apiKey());
        assertThat(other.baseUrl()).hasToString("http://localhost:1237/sandbox");
    }

    @Test
    void everyChannelsFilesFitTogether() throws IOException {
        List<? extends MerchantSide> merchants = PaymentChannels.on(made);
        assertThat(merchants).extracting(MerchantSide::id).contains("sandbox", "wechat-pay", "alipay", "stripe");
        WechatPayCredentials wechatPay = CredentialsFile.read(made, "wechat-pay", WechatPayCredentials.class);
        assertThat(wechatPay.baseUrl()).hasToString("http://localhost:1237/wechat-pay");
        var platform = new WechatPayChannel(
                wechatPay, CredentialsFile.read(made, WechatPaySecrets.FILE, WechatPaySecrets.class));
        byte[] body = {'{', '}'};
        for (int key = 0; key < 2; key++) {
            Map<String, List<String>> headers = new TreeMap<>();
            platform.sign(body, Instant.now()).forEach((name, value) -> headers.put(name, List.of(value)));
            assertThat(new WechatPayCallbacks(wechatPay).verify(new ReceivedCallback(headers, body), Instant.now()))
                    .isEqualTo(new Verification.Verified());
            assertThat(platform.rotateKeys()).isTrue();
        }
        CredentialsFile.read(made, AlipaySecrets.FILE, AlipaySecrets.class);
    }

    @Test
    void nothingIsOverwritten() throws IOException {
        Path file = directory.resolve("sandbox.json");
        Files.writeString(file, "mine");
        assertThat(run(directory.toString())).isEqualTo(1);
        assertThat(err.toString(StandardCharsets.UTF_8)).contains("sandbox.json exists already");
        assertThat(Files.readString(file)).isEqualTo("mine");
    }

    @Test
    void whatIsNotUnderstoodIsSaid() {
        assertThat(run()).isEqualTo(2);
        assertThat(run("a", "b")).isEqualTo(2);
        assertThat(run("a", "--colour=red")).isEqualTo(2);
        assertThat(run("a", "--base-url=nowhere")).isEqualTo(2);
        assertThat(err.toString(StandardCharsets.UTF_8))
                .contains("usage: credentials DIR")
                .contains("nowhere");
    }

    private int run(String... arguments) {
        return CredentialsCommand.run(
                List.of(arguments),
                new PrintStream(out, true, StandardCharsets.UTF_8),
                new PrintStream(err, true, StandardCharsets.UTF_8));
    }
}
