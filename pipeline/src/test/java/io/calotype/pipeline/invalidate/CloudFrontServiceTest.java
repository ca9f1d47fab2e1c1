package io.calotype.pipeline.invalidate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.calotype.pipeline.fixture.FakeAws;
import io.calotype.pipeline.send.SendFault;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class CloudFrontServiceTest {
  private static final String XML = "text/xml";
  private static final String CREATED =
      "<Invalidation xmlns=\"http://cloudfront.amazonaws.com/doc/2020-05-31/\"><Id>I1</Id>"
          + "<Status>InProgress</Status></Invalidation>";

  private final FakeAws aws = new FakeAws();
  private final CloudFrontService service = new CloudFrontService("E1A2B3", aws.access());

  @AfterEach
  void close() {
    service.close();
    aws.close();
  }

  @Test
  void invalidatesEachItemOnceInOneRequest() {
    aws.answering(201, XML, CREATED);
    assertThat(service.send(List.of("#a", "#b", "#a"))).isEmpty();
    assertThat(aws.asked()).hasSize(1);
    assertThat(aws.asked().get(0).line())
        .isEqualTo("POST /2020-05-31/distribution/E1A2B3/invalidation");
    assertThat(aws.asked().get(0).body())
        .contains("<Quantity>2</Quantity>")
        .contains("<Path>#a</Path><Path>#b</Path>");
  }

  @Test
  void givesBackAllWhereTooManyAreInProgress() {
    aws.answering(400, XML, error("TooManyInvalidationsInProgress"));
    // Each as often as it was given: what is not given back counts as sent.
    assertThat(service.send(List.of("#a", "#a", "#b"))).containsExactly("#a", "#a", "#b");
  }

  @Test
  void namesEachRequestAnew() {
    aws.answering(503, XML, error("ServiceUnavailable")).answering(201, XML, CREATED);
    service.send(List.of("#a"));
    service.send(List.of("#a"));
    assertThat(aws.asked().get(0).body()).isNotEqualTo(aws.asked().get(1).body());
  }

  @Test
  void saysWhatToDoWhereThereIsNoSuchDistribution() {
    aws.answering(404, XML, error("NoSuchDistribution"));
    assertThatThrownBy(() -> service.send(List.of("#a")))
        .isInstanceOf(SendFault.class)
        .hasMessageContaining("404 NoSuchDistribution");
  }

  private static String error(String code) {
    return "<ErrorResponse xmlns=\"http://cloudfront.amazonaws.com/doc/2020-05-31/\"><Error>"
        + "<Type>Sender</Type><Code>"
        + code
        + "</Code><Message>no</Message></Error></ErrorResponse>";
  }
}
