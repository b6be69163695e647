import { describe, expect, it, test } from 'vitest';
import { parseProcedure, type ToolLink, toolLinksOf } from '../../../src/core/index.ts';
import { toolOf } from '../../generation/tools.ts';

const repair = [
  toolOf('SearchSolution', { description: 'Finds known solutions for a fault.' }),
  toolOf('QueryTechnicianTime', { description: 'Lists the free times of technicians in a district.' }),
  toolOf('CreateWorkOrder', { description: 'Creates a work order for a visit.' }),
  toolOf('CancelWorkOrder', { description: 'Cancels a work order.' }),
];

const shop = [
  toolOf('GetOrder', { description: '查询订单' }),
  toolOf('SubmitReturn', { description: '提交退货申请' }),
  toolOf('send_sms', { description: '发送短信给用户' }),
  toolOf('CheckStock', { description: '查询商品库存' }),
];

const flights = [
  toolOf('get_reservation_details', { description: 'Get the details of a reservation.' }),
  toolOf('cancel_reservation', { description: 'Cancel the whole reservation.' }),
  toolOf('update_reservation_flights', { description: 'Update the flight information of a reservation.' }),
  toolOf('update_reservation_baggages', { description: 'Update the baggage information of a reservation.' }),
  toolOf('update_reservation_passengers', { description: 'Update the passenger information of a reservation.' }),
  toolOf('send_certificate', { description: 'Send a certificate to a user. Be careful!' }),
];

function toolOfStep(step: string, tools: readonly ReturnType<typeof toolOf>[]): string | undefined {
  return linksOfStep(step, tools)[0]?.tool;
}

function linksOfStep(step: string, tools: readonly ReturnType<typeof toolOf>[]): readonly ToolLink[] {
  const procedure = parseProcedure('file:///a.sop.md', `# Title\n\n1. ${step}\n2. Done.\n`);
  const [id] = procedure.flow.nodes.filter(({ kind }) => kind === 'step').map((node) => node.id);
  return toolLinksOf(procedure, tools).get(id ?? '') ?? [];
}

describe('the tool a step most likely uses', () => {
  test.each([
    ['Look the fault up in the knowledge base.', 'SearchSolution'],
    ['Query the free times of the technicians.', 'QueryTechnicianTime'],
    ["Query the technicians' free times.", 'QueryTechnicianTime'],
    ['Submit the work order.', 'CreateWorkOrder'],
    ['Then open a work order for the visit.', 'CreateWorkOrder'],
    ['Cancel the work order.', 'CancelWorkOrder'],
  ])('repair: %s', (step, name) => {
    expect(toolOfStep(step, repair)).toBe(name);
  });

  test.each([
    ['查询订单。', 'GetOrder'],
    ['根据订单号查找订单', 'GetOrder'],
    ['提交退货申请。', 'SubmitReturn'],
    ['在系统中登记退货', 'SubmitReturn'],
    ['查一下商品的库存', 'CheckStock'],
    ['发送短信', 'send_sms'],
  ])('shop: %s', (step, name) => {
    expect(toolOfStep(step, shop)).toBe(name);
  });

  test.each([
    ['Cancel the reservation.', 'cancel_reservation'],
    ['Look up the reservation.', 'get_reservation_details'],
    ['Change the passengers of the reservation.', 'update_reservation_passengers'],
    ['Send a certificate as compensation.', 'send_certificate'],
  ])('flights: %s', (step, name) => {
    expect(toolOfStep(step, flights)).toBe(name);
  });
});

describe('no tool', () => {
  test.each([
    ['where several fit', 'Update the reservation.', flights],
    ['where the customer is told', '告知用户无法退货。', shop],
    ['where the customer is asked', 'Ask the customer for the work order number.', repair],
    ['where something is agreed with the customer', '与用户确认退货申请的内容', shop],
    ['where somebody else does it', 'The technician cancels the work order.', repair],
    ['where the thing is another', 'Create an invoice.', repair],
    ['where another thing is done', 'Archive the reservation.', flights],
    ['where no tool is loaded', 'Cancel the work order.', []],
  ])('%s', (_, step, tools) => {
    expect(toolOfStep(step, tools)).toBeUndefined();
  });

  it('for a decision', () => {
    expect(toolOfStep('If the work order is cancelled, go to step 2. Otherwise continue.', repair)).toBeUndefined();
  });
});

describe('how sure a link is', () => {
  test.each([
    ['Use `CreateWorkOrder` to cancel the work order.', 'CreateWorkOrder', 'certain', true],
    ['Cancel the work order with CreateWorkOrder.', 'CreateWorkOrder', 'certain', true],
    ['Cancel the work order.', 'CancelWorkOrder', 'certain', false],
    ['Look the fault up in the knowledge base.', 'SearchSolution', 'asked', false],
  ])('%s', (step, tool, confidence, isNamed) => {
    expect(linksOfStep(step, repair)).toEqual([{ tool, confidence, isNamed }]);
  });
});
