package dev.trueup.channels.wechatpay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.trueup.channels.UnusableCredentialsException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

class WechatPayCredentialsTest {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final WechatPayCredentials GOOD = Scene.credentials(URI.create("http://127.0.0.1:1237/wechat-pay"));

    @TempDir
    private Path directory;

    @Test
    void readsWhatThePortalHandsOut() throws Exception {
        ObjectNode fields = JSON.valueToTree(GOOD);
        fields.remove("furtherPlatformPublicKeys");
        fields.remove("formerApiV3Keys");
        write(fields);
        assertThat(new WechatPayChannel().open(directory).id()).isEqualTo("wechat-pay");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "mchid",
                "appid",
                "merchantSerialNumber",
                "merchantPrivateKeyPem",
                "apiV3Key",
                "platformPublicKeyId",
                "platformPublicKeyPem",
                "baseUrl"
            })
    void aWrongFieldIsNamedInOneLineWithoutSecrets(String field) throws Exception {
        ObjectNode fields = JSON.valueToTree(GOOD);
        fields.put(field, " ");
        write(fields);
        assertThatThrownBy(() -> new WechatPayChannel().open(directory))
                .isInstanceOf(UnusableCredentialsException.class)
                .hasMessageStartingWith(directory.resolve("wechat-pay.json") + ": " + field)
                .hasMessageNotContainingAny(Scene.API_V3_KEY, "MII", "\n");
    }

    @Test
    void furtherKeysAreHeldToTheSame() throws Exception {
        ObjectNode fields = JSON.valueToTree(GOOD);
        fields.putObject("furtherPlatformPublicKeys").put("next", "no key");
        write(fields);
        assertThatThrownBy(() -> new WechatPayChannel().open(directory))
                .hasMessageContaining("furtherPlatformPublicKeys must be an RSA public key");
    }

    @Test
    void theirTextFormKeepsTheSecrets() {
        assertThat(GOOD.toString()).contains("1900000109").doesNotContain("BEGIN", Scene.API_V3_KEY);
    }

    private void write(ObjectNode fields) throws Exception {
        Files.writeString(directory.resolve("wechat-pay.json"), fields.toString());
    }
}
